import { runLanes } from "../runtime/webhooks/handlers.ts";

export const handler = runLanes();
