import * as z from "zod";

const Event = z.looseObject({
  id: z.string(),
  type: z.string(),
  record: z.string(),
  seq: z.number(),
  deal: z.string(),
});

/** In a message of Standard Webhooks and in a CloudEvent alike the event is the data. */
const Message = z.looseObject({ data: z.unknown() });

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

const eventIn = (body: string) => {
  const message = parsed(body);
  return Event.safeParse(Message.safeParse(message).data?.data).data;
};

/** One line for each request: when, what, of which record and deal, its number there, which try, and the answer. */
export const lineOf = ({ at, body, id, nth, wrong, status }: Heard): string => {
  const time = at.toISOString().slice(11, 23);
  if (wrong !== undefined) return `${time}  WRONG SIGNATURE  ${id || "without an id"}  ${wrong}  -> ${status}`;
  const event = eventIn(body);
  if (event === undefined) return `${time}  signed, and no event  ${id}  -> ${status}`;
  const { type, record, seq, deal } = event;
  return `${time}  ${type.padEnd(26)}  ${record}  seq ${seq}  deal ${deal}  try ${nth}  -> ${status}`;
};
