import { loseOpportunity } from "../../domain/opportunity/close.ts";
import { http } from "../runtime/http.ts";

export const handler = http(loseOpportunity);
