export { consumer, type Consumer, type ConsumerOptions } from "./consumer.ts";
export { CONTRACTS } from "../generated/contracts.ts";
export type { Actor, Envelope, UnknownEvent } from "./envelope.ts";
export { type Handler, HandlerFailed, UnsupportedVersion } from "./handlers.ts";
export type { FindMissing } from "./in-sequence.ts";
export { InvalidEvent, type Issue } from "./invalid-event.ts";
export { type Known, type Parsed, parseEvent, type Unknown } from "./parse.ts";
export type { Progress } from "./progress.ts";
export { memoryStore, type Store } from "./store.ts";
export type { EventOf, EventType, SalesEvent } from "./types.ts";
export type { Gap, Outcome } from "./update.ts";
export {
  InvalidWebhook,
  type VerifiedWebhook,
  verifyWebhook,
  type WebhookHeaders,
  type WebhookRequest,
} from "./webhook.ts";
export type * from "../generated/events.ts";
