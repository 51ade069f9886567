import { winOpportunity } from "../../domain/opportunity/close.ts";
import { http } from "../runtime/http.ts";

export const handler = http(winOpportunity);
