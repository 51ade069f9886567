import { resumeOpportunity } from "../../domain/opportunity/actions.ts";
import { http } from "../runtime/http.ts";

export const handler = http(resumeOpportunity);
