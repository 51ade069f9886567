import { assignContact } from "../../domain/contact/handling.ts";
import { http } from "../runtime/http.ts";

export const handler = http(assignContact);
