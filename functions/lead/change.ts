import { changeLead } from "../../domain/lead/change.ts";
import { http } from "../runtime/http.ts";

export const handler = http(changeLead);
