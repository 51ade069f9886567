import { EventBridgeClient } from "@aws-sdk/client-eventbridge";
import { quiet } from "./runtime/quiet.ts";
import { publisher } from "./runtime/publisher.ts";
import { required } from "./runtime/settings.ts";

export const handler = publisher(quiet(new EventBridgeClient({})), required("BUS_NAME"));
