import * as z from "zod";
import { RecordAnswer } from "../../client/answers.ts";
import type { Person } from "../../client/client.ts";
import { waitFor } from "../../client/wait.ts";

const Submission = RecordAnswer.extend({
  source: z.string(),
  lead: z.string().optional(),
  into: z.object({ id: z.string() }).optional(),
  mail: z.object({ messageId: z.string().optional() }).optional(),
});

/** A submission as it is stored. */
export type Submission = z.output<typeof Submission>;

const Lead = RecordAnswer.extend({
  submission: z.string().optional(),
  email: z.string().optional(),
  touches: z.int().optional(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});

/** A lead as it is stored. */
export type Lead = z.output<typeof Lead>;

const statuses = ["received", "accepted", "merged", "held", "spam", "rejected"];
const PAGE = 100;

const listOf = async <S extends z.ZodType>(reader: Person, path: string, shape: S) => {
  const Page = z.object({ items: z.array(shape), cursor: z.string().optional() });
  const items: z.output<S>[] = [];
  let cursor: string | undefined;
  do {
    const from = cursor === undefined ? "" : `&cursor=${encodeURIComponent(cursor)}`;
    const page = await reader.read(`${path}&limit=${PAGE}${from}`, Page);
    items.push(...page.items);
    ({ cursor } = page);
  } while (cursor !== undefined);
  return items;
};

/** All submissions of a source that there are. */
export const submissionsOf = async (reader: Person, source: string): Promise<readonly Submission[]> => {
  const lists = await Promise.all(
    statuses.map((status) => listOf(reader, `/submissions?status=${status}`, Submission)),
  );
  return lists.flat().filter((each) => each.source === source);
};

/** All leads that somebody works on. */
export const leadsOf = (reader: Person): Promise<readonly Lead[]> =>
  listOf(reader, "/leads?status=new", Lead);

const Latest = z.object({ items: z.array(Submission) });
const LatestLeads = z.object({ items: z.array(Lead) });
const PATIENCE_MS = 120_000;

/** What tells a submission apart for who sent it: its receipt, or its message id. */
export const keyOf = ({ id, mail }: Submission, source: string): string =>
  source === "web" ? id : (mail?.messageId ?? "");

/** Waits until the leads of these are there, which were sent last: with one look at the newest of each, so that waiting costs little. */
export const settleLast = (reader: Person, source: string, keys: readonly string[]): Promise<true> =>
  waitFor(
    "The leads of what was sent last",
    async () => {
      const { items } = await reader.read(`/submissions?status=accepted&limit=${PAGE}`, Latest);
      const leads = await reader.read(`/leads?status=new&limit=${PAGE}`, LatestLeads);
      const here = new Set(leads.items.map(({ id }) => id));
      const named = new Map(items.map((each) => [keyOf(each, source), each.lead ?? ""]));
      return keys.every((key) => here.has(named.get(key) ?? "")) ? true : undefined;
    },
    PATIENCE_MS,
  );

/** Waits until all that was sent is decided and has reached its lead, and reads it. */
export const readLedger = (reader: Person, source: string, sent: number) =>
  waitFor(
    `The verdict on all of ${sent} submissions`,
    async () => {
      const submissions = await submissionsOf(reader, source);
      const leads = await leadsOf(reader);
      const there = new Map(leads.map((each) => [each.id, each]));
      const merged = Map.groupBy(submissions, ({ status, into }) =>
        status === "merged" ? (into?.id ?? "") : "",
      );
      const isHere = ({ status, lead = "" }: Submission) =>
        status !== "received" && (status !== "accepted" || there.has(lead));
      const isTold = ([id, all]: readonly [string, readonly Submission[]]) =>
        id === "" || (there.get(id)?.touches ?? 0) >= all.length;
      const done = submissions.length >= sent && submissions.every(isHere) && [...merged].every(isTold);
      return done ? { submissions, leads } : undefined;
    },
    PATIENCE_MS,
  );
