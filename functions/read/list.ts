import { listRecords } from "../runtime/read/list.ts";

export const handler = listRecords();
