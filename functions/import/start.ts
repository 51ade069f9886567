import { startImport } from "../../domain/import/actions.ts";
import { http } from "../runtime/http.ts";

export const handler = http(startImport);
