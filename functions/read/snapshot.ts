import { readSnapshot } from "../runtime/export/snapshot.ts";

export const handler = readSnapshot();
