import { tellApartLead } from "../../domain/lead/apart.ts";
import { http } from "../runtime/http.ts";

export const handler = http(tellApartLead);
