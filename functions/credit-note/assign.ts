import { assignCreditNote } from "../../domain/credit-note/handling.ts";
import { http } from "../runtime/http.ts";

export const handler = http(assignCreditNote);
