import * as z from "zod";
import { type Envelope, event } from "../../domain/kernel/event.ts";
import { stage } from "../../domain/kernel/stage.ts";
import type { Superseded } from "../../domain/kernel/version.ts";

/** What a call was noted as at first, then, and now. */
export const CallV1 = z.object({ name: z.string(), note: z.string().optional() });
export const CallV2 = z.object({ first: z.string(), last: z.string(), note: z.string().optional() });
export const Call = z.object({
  person: z.object({ first: z.string(), last: z.string() }),
  by: z.enum(["phone", "mail", "unknown"]),
  note: z.string().optional(),
});

const noted = (note: string | undefined) => (note === undefined ? {} : { note });

const called = event(["none", "new"], Call, ({ person, by }) => `${person.first} was called by ${by}`, {
  v: 3,
  older: [
    {
      v: 1,
      data: CallV1,
      sunset: "2026-12-31",
      up({ name, note }) {
        const [first = "", ...rest] = name.split(" ");
        return { first, last: rest.join(" "), ...noted(note) };
      },
      down: ({ first, last, note }) => ({ name: last === "" ? first : `${first} ${last}`, ...noted(note) }),
    },
    {
      v: 2,
      data: CallV2,
      sunset: "2027-06-30",
      up: ({ first, last, note }) => ({ person: { first, last }, by: "unknown" as const, ...noted(note) }),
      down: ({ person, note }) => ({ ...person, ...noted(note) }),
    },
  ],
});

const closed = event(["new"], z.object({ why: z.string() }), ({ why }) => `Closed: ${why}`);

const Calls = z.discriminatedUnion("status", [
  z.object({ status: z.literal("new"), calls: z.array(Call) }),
  z.object({ status: z.literal("closed"), calls: z.array(Call), why: z.string() }),
]);

/** A stage of which one event has come to its third version. */
export const calls = stage("lead", Calls, { "lead.called": called, "lead.closed": closed }).evolve({
  "lead.called": (record, { data }) => ({
    status: "new",
    calls: [...(record.status === "none" ? [] : record.calls), data],
  }),
  "lead.closed": (record, { data }) => ({ ...record, status: "closed", why: data.why }),
});

/** What the publisher knows of it. */
export const callVersions: Superseded = new Map([["lead.called", called]]);

/** The nth event of its one record, of any version. */
export function callEvent(
  v: number,
  data: Readonly<Record<string, unknown>>,
  seq = 1,
  type = "lead.called",
): Envelope {
  return {
    id: `lea_0000000001#${seq}`,
    type,
    v,
    stage: "lead",
    record: "lea_0000000001",
    seq,
    at: "2026-11-26T12:00:00.000Z",
    actor: { type: "user", id: "ann" },
    deal: "dea_0000000001",
    traceId: "1-test",
    data: { ...data },
  };
}
