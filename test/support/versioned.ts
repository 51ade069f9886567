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
  since: "2026-12-15",
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
      since: "2026-12-01",
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

const person = { first: "Maria", last: "Anders" };

/** What was committed over the years, each event in the version of its time. */
export const mixedCalls: readonly Envelope[] = [
  callEvent(1, { name: "Maria Anders" }),
  callEvent(2, person, 2),
  callEvent(3, { person, by: "phone" }, 3),
];

const saidIn: readonly ((event: Envelope) => Envelope["data"])[] = [
  () => ({ name: "Maria Anders" }),
  () => person,
  ({ v }) => ({ person, by: v === 3 ? "phone" : "unknown" }),
];

/** The same events, all in one version. */
export function callsIn(v: number, events: readonly Envelope[] = mixedCalls): readonly Envelope[] {
  return events.map((event) => ({ ...event, v, data: saidIn[v - 1]?.(event) ?? {} }));
}

/** Who keeps to the contracts of which day gets on which day which version of a call. */
export const whoGetsWhich = [
  ["nobody's", undefined, "2026-12-31", 1],
  ["nobody's", undefined, "2027-01-01", 2],
  ["those before the second version", "2026-11-30", "2026-12-31", 1],
  ["those before the second version", "2026-11-30", "2027-07-01", 3],
  ["those of the second version", "2026-12-01", "2026-12-20", 2],
  ["those of the second version", "2026-12-01", "2027-07-01", 3],
  ["those of the third version", "2026-12-15", "2026-12-15", 3],
  ["those of a day to come", "2029-01-01", "2026-12-20", 3],
] as const satisfies readonly (readonly [string, string | undefined, string, number])[];

/** A call that does not keep its own contract, and one of a version to come: neither can be made another one. */
export const spoiledCalls: readonly Envelope[] = [
  callEvent(1, { nom: "Maria" }, 4),
  callEvent(4, { person, by: "phone", at: "noon" }, 5),
];
