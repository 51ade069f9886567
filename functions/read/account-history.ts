import { accountHistory } from "../runtime/read/account-history.ts";

export const handler = accountHistory();
