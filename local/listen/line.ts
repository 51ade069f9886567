import * as z from "zod";

const Event = z.object({
  id: z.string(),
  type: z.string(),
  record: z.string(),
  seq: z.number(),
  deal: z.string(),
});

/** A message of Standard Webhooks has the event as its data; a CloudEvent has the record as its subject. */
const Message = z.union([
  z.object({ data: Event }).transform(({ data }) => data),
  z.object({ ...Event.omit({ record: true }).shape, subject: z.string() }).transform((event) => ({
    ...event,
    record: event.subject,
  })),
]);

/** What came in, and what was made of it. */
export interface Heard {
  readonly at: Date;
  readonly body: string;
  readonly id: string;
  /** 1 for the first request with this id. */
  readonly nth: number;
  /** Why the signature is wrong; undefined when it is right. */
  readonly wrong: string | undefined;
  /** What is answered. */
  readonly status: number;
}

const parsed = (body: string): unknown => {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
};

/** One line for each request: when, what, of which record and deal, its number there, which try, and the answer. */
export const lineOf = ({ at, body, id, nth, wrong, status }: Heard): string => {
  const time = at.toISOString().slice(11, 23);
  if (wrong !== undefined)
    return `${time}  WRONG SIGNATURE  ${id || "without an id"}  ${wrong}  -> ${status}`;
  const event = Message.safeParse(parsed(body)).data;
  if (event === undefined) return `${time}  signed, and no event  ${id}  -> ${status}`;
  const { type, record, seq, deal } = event;
  return `${time}  ${type.padEnd(26)}  ${record}  seq ${seq}  deal ${deal}  try ${nth}  -> ${status}`;
};
