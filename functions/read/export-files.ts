import { listExportFiles } from "../runtime/export/list-files.ts";

export const handler = listExportFiles();
