import { runExports } from "../runtime/export/run.ts";

export const handler = runExports();
