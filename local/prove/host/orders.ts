import * as z from "zod";

const Worlds = z.array(z.record(z.string(), z.string()));

/** How the last words of a system begin whose engine has ended under it. */
export const ENGINE_GONE = "An engine is gone";

/** What a system that is put to the proof is started with, as one JSON argument. */
export const Orders = z.object({
  port: z.int(),
  /** Of the mail server. */
  smtpPort: z.int(),
  /** Seconds until a message comes back whose function has ended without a word. */
  returnSeconds: z.int(),
  /** How often a message is tried; as often as is deployed when not given. */
  tries: z.int().optional(),
  data: z.string(),
  assembly: z.string(),
  /** URL of the door. */
  door: z.string(),
  /** Variables of instances, such as for a clock that is wrong: those of the first, of the second, and so on, in turn. */
  worlds: Worlds,
});
export type Orders = z.output<typeof Orders>;

const Queue = z.object({ consumer: z.string(), fn: z.string(), url: z.string(), failedUrl: z.string() });

/** A queue of a running system: whose it is, which function it feeds, and where its dead letters go. */
export type Queue = z.output<typeof Queue>;

/** What the system tells. */
export const Report = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("up"),
    url: z.string(),
    dynamodb: z.string(),
    sqs: z.string(),
    events: z.string(),
    region: z.string(),
    table: z.string(),
    bus: z.string(),
    queues: z.array(Queue),
  }),
  z.object({ kind: z.literal("failed"), message: z.string() }),
  z.object({ kind: z.literal("ended"), instance: z.string() }),
]);
export type Report = z.output<typeof Report>;

/** A system that is up. */
export type Up = Extract<Report, { kind: "up" }>;

/** What the system is told while it runs. */
export const Request = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("end"), instance: z.string() }),
  /** From now on instances have these variables in turn; those that run are ended. */
  z.object({ kind: z.literal("worlds"), worlds: Worlds }),
]);
export type Request = z.output<typeof Request>;
