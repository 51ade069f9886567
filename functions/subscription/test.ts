import { testSubscription } from "../../domain/subscription/actions.ts";
import { http } from "../runtime/http.ts";
import { checkedTarget } from "../runtime/webhooks/around.ts";

export const handler = http(testSubscription, checkedTarget());
