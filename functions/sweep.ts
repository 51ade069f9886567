import { EventBridgeClient } from "@aws-sdk/client-eventbridge";
import { openFeed } from "./runtime/feed/feed.ts";
import { openJournal } from "./runtime/journal.ts";
import { openMarks } from "./runtime/marks.ts";
import { quiet } from "./runtime/quiet.ts";
import { required, requiredSeconds } from "./runtime/settings.ts";
import { sweeper } from "./runtime/sweeper.ts";
import { openTableClient } from "./runtime/table-client.ts";

const [table, tableName] = [openTableClient(), required("TABLE_NAME")];
const journal = openJournal(table, tableName);

export const handler = sweeper({
  client: quiet(new EventBridgeClient({})),
  bus: required("BUS_NAME"),
  marks: openMarks(table, tableName),
  journal,
  feed: openFeed(table, tableName, journal),
  afterSeconds: requiredSeconds("SWEEP_AFTER_SECONDS"),
  now: () => new Date(),
});
