import { sweepLanes } from "../runtime/webhooks/sweep.ts";

export const handler = sweepLanes();
