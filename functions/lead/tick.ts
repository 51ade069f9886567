import { tickLead } from "../../domain/lead/handling.ts";
import { http } from "../runtime/http.ts";

export const handler = http(tickLead);
