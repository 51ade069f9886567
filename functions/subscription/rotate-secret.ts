import { rotateSecret } from "../../domain/subscription/actions.ts";
import { http } from "../runtime/http.ts";
import { shownSecret } from "../runtime/webhooks/around.ts";

export const handler = http(rotateSecret, shownSecret());
