import { reopenOpportunity } from "../../domain/opportunity/actions.ts";
import { http } from "../runtime/http.ts";

export const handler = http(reopenOpportunity);
