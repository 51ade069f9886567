import { openApi } from "../runtime/read/openapi.ts";

export const handler = openApi();
