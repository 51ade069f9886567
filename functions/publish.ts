import { EventBridgeClient } from "@aws-sdk/client-eventbridge";
import { openMarks } from "./runtime/marks.ts";
import { publisher } from "./runtime/publisher.ts";
import { quiet } from "./runtime/quiet.ts";
import { required } from "./runtime/settings.ts";
import { openTableClient } from "./runtime/table-client.ts";

export const handler = publisher(
  quiet(new EventBridgeClient({})),
  required("BUS_NAME"),
  openMarks(openTableClient(), required("TABLE_NAME")),
);
