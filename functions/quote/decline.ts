import { declineQuote } from "../../domain/quote/end.ts";
import { http } from "../runtime/http.ts";

export const handler = http(declineQuote);
