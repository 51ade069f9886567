import { cancelExport } from "../../domain/export/actions.ts";
import { http } from "../runtime/http.ts";

export const handler = http(cancelExport);
