import { rejectQuote } from "../../domain/quote/approval.ts";
import { http } from "../runtime/http.ts";

export const handler = http(rejectQuote);
