import { analyseImport } from "../runtime/capture/lists/analyse-import.ts";

export const handler = analyseImport();
