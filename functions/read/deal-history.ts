import { dealHistory } from "../runtime/read/deal-history.ts";

export const handler = dealHistory();
