import { EventBridgeClient } from "@aws-sdk/client-eventbridge";
import { publisher } from "./runtime/publisher.ts";
import { required } from "./runtime/settings.ts";

export const handler = publisher(new EventBridgeClient({}), required("BUS_NAME"));
