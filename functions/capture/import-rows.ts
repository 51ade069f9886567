import { importRows } from "../runtime/capture/lists/rows.ts";

export const handler = importRows();
