import { mergeLead } from "../../domain/lead/merge.ts";
import { http } from "../runtime/http.ts";

export const handler = http(mergeLead);
