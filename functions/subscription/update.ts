import { updateSubscription } from "../../domain/subscription/actions.ts";
import { http } from "../runtime/http.ts";
import { checkedTarget } from "../runtime/webhooks/around.ts";

export const handler = http(updateSubscription, checkedTarget());
