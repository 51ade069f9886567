import { checkProcess } from "../runtime/read/process-check.ts";

export const handler = checkProcess();
