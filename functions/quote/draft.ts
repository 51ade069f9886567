import { draftQuote } from "../../domain/quote/actions.ts";
import { http } from "../runtime/http.ts";

export const handler = http(draftQuote);
