import { redeliverSubscription } from "../../domain/subscription/actions.ts";
import { http } from "../runtime/http.ts";
import { knownDelivery } from "../runtime/webhooks/around.ts";

export const handler = http(redeliverSubscription, knownDelivery());
