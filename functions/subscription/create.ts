import { createSubscription } from "../../domain/subscription/actions.ts";
import { http } from "../runtime/http.ts";
import { checkedTarget, shownSecret } from "../runtime/webhooks/around.ts";

export const handler = http(createSubscription, { ...checkedTarget(), ...shownSecret() });
