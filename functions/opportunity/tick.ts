import { tickOpportunity } from "../../domain/opportunity/handling.ts";
import { http } from "../runtime/http.ts";

export const handler = http(tickOpportunity);
