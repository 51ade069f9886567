import { requestExport } from "../../domain/export/actions.ts";
import { unknownTypes } from "../runtime/export/known-types.ts";
import { http } from "../runtime/http.ts";

export const handler = http(requestExport, { check: async ({ input }) => unknownTypes(input) });
