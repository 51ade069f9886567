import { markContacted } from "../../domain/lead/actions.ts";
import { http } from "../runtime/http.ts";

export const handler = http(markContacted);
