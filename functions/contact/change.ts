import { changeContact } from "../../domain/contact/actions.ts";
import { http } from "../runtime/http.ts";

export const handler = http(changeContact);
