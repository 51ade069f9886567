import { getRecord } from "../runtime/read/get.ts";

export const handler = getRecord();
