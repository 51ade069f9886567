import { appendFeed } from "../runtime/feed/append-feed.ts";
import { openFeed } from "../runtime/feed/feed.ts";
import { openWake } from "../runtime/feed/wake.ts";
import { openJournal } from "../runtime/journal.ts";
import { required } from "../runtime/settings.ts";
import { openTableClient } from "../runtime/table-client.ts";

const client = openTableClient();
const tableName = required("TABLE_NAME");

export const handler = appendFeed(openFeed(client, tableName, openJournal(client, tableName)), openWake());
