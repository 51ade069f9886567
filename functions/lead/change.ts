import { changeLead } from "../../domain/lead/actions.ts";
import { http } from "../runtime/http.ts";

export const handler = http(changeLead);
