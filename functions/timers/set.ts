import { timers } from "../../domain/timers.ts";
import { setTimers } from "../runtime/set-timers.ts";

export const handler = setTimers(timers);
