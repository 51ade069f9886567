import * as z from "zod";
import { Envelope } from "../../domain/kernel/event.ts";

/** A record as it is answered; what else it carries depends on its stage. */
export const RecordAnswer = z.looseObject({
  id: z.string(),
  stage: z.string(),
  status: z.string(),
  version: z.int(),
  deal: z.string(),
  next: z.record(z.string(), z.string()).optional(),
});

/** A record as it is answered. */
export type RecordAnswer = z.output<typeof RecordAnswer>;

/** A refusal as it is answered (RFC 9457). */
export const Problem = z.looseObject({
  status: z.int(),
  code: z.string(),
  detail: z.string().optional(),
  errors: z.array(z.object({ pointer: z.string(), detail: z.string() })).optional(),
  traceId: z.string().optional(),
});

/** A refusal as it is answered. */
export type Problem = z.output<typeof Problem>;

/** An event of a history: its envelope and the sentence that tells it. */
export const Told = Envelope.extend({ text: z.string() });

/** An event of a history. */
export type Told = z.output<typeof Told>;

/** A history. */
export const History = z.object({ events: z.array(Told), cursor: z.string().optional() });

/** A page of a list. */
export const List = z.object({ items: z.array(RecordAnswer), cursor: z.string().optional() });

export const Token = z.object({ token: z.string() });
