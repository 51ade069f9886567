import { pauseSubscription } from "../../domain/subscription/actions.ts";
import { http } from "../runtime/http.ts";

export const handler = http(pauseSubscription);
