import { createImportOver } from "../runtime/capture/lists/create.ts";

export const handler = createImportOver();
