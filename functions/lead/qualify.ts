import { qualifyLead } from "../../domain/lead/qualify.ts";
import { http } from "../runtime/http.ts";

export const handler = http(qualifyLead);
