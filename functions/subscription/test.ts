import { testSubscription } from "../../domain/subscription/actions.ts";
import { http } from "../runtime/http.ts";

export const handler = http(testSubscription);
