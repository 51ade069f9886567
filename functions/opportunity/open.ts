import { openOpportunity } from "../../domain/opportunity/open.ts";
import { http } from "../runtime/http.ts";

export const handler = http(openOpportunity);
