import * as z from "zod";

/** What the supervisor is started with, as one JSON argument. */
export const Orders = z.object({
  folder: z.object({
    path: z.string(),
    throwAway: z.boolean(),
    tables: z.string(),
    queues: z.string(),
    positions: z.string(),
    log: z.string(),
    functionLog: z.string(),
  }),
  /** Undefined: tables are elsewhere. */
  binary: z.string().optional(),
  owner: z.number(),
});
export type Orders = z.infer<typeof Orders>;

/** What the supervisor tells the system. */
export const Report = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("ready"), dynamodb: z.string().optional(), sqs: z.string() }),
  z.object({ kind: z.literal("failed"), message: z.string() }),
]);
export type Report = z.infer<typeof Report>;

/** What the system tells the supervisor. */
export const Request = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("stop") }),
  z.object({ kind: z.literal("trim"), table: z.string(), before: z.string() }),
]);
export type Request = z.infer<typeof Request>;
