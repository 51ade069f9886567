import { recordHistory } from "../runtime/read/history.ts";

export const handler = recordHistory();
