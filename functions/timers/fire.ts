import { timers } from "../../domain/timers.ts";
import { fireTimers } from "../runtime/fire-timers.ts";

export const handler = fireTimers(timers);
