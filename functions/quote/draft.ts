import { draftQuote } from "../../domain/quote/draft.ts";
import { http } from "../runtime/http.ts";

export const handler = http(draftQuote);
