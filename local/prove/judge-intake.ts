import * as z from "zod";
import { type Found, unless, unlessLate } from "../../domain/audit/finding.ts";
import { leadImport } from "../../domain/import/import.ts";
import { childId } from "../../domain/kernel/id.ts";
import { submission } from "../../domain/submission/submission.ts";
import { lead } from "../../domain/lead/lead.ts";
import type { Asked, Handed, History } from "./history.ts";
import { type Sound, soundOf } from "./judge-records.ts";
import type { Ledger } from "./ledger.ts";

const Came = z.looseObject({
  status: z.string(),
  lead: z.string().optional(),
  import: z.string().optional(),
  contentHash: z.string().optional(),
  mail: z.looseObject({ messageId: z.string().optional() }).optional(),
});
const Lead = z.looseObject({ submission: z.string().optional() });
const Counts = z.object({ new: z.int(), merged: z.int(), held: z.int(), rejected: z.int() });
const List = z.looseObject({
  status: z.string(),
  run: z.object({ counts: Counts, next: z.object({ row: z.int() }) }).optional(),
});

/** A record of one stage, read by what matters here. */
type Read<S extends z.ZodType> = z.output<S> & { readonly id: string };

function readOf<S extends z.ZodType<object>>(sound: readonly Sound[], name: string, shape: S): Read<S>[] {
  return sound.flatMap(({ stage, stored }) => {
    const state = stage.name === name ? shape.safeParse(stored.state).data : undefined;
    return state === undefined ? [] : [{ ...state, id: stored.id }];
  });
}

interface Intakes {
  readonly submissions: readonly Read<typeof Came>[];
  readonly leads: readonly Read<typeof Lead>[];
  readonly lists: readonly Read<typeof List>[];
}

const FORM = /^\/f\/[^/?]+$/;
const Receipt = z.looseObject({ receipt: z.string() });

/** A form that was taken, with 202, is the submission of its receipt. */
function judgeForms(commands: readonly Asked[], { submissions }: Intakes): Found[] {
  const there = new Set(submissions.map(({ id }) => id));
  return commands
    .filter(({ method, path }) => method === "POST" && FORM.test(path))
    .flatMap(({ path, answers }) =>
      answers.flatMap((answer) => {
        if (answer === "lost" || answer.status >= 300) return [];
        const { data } = Receipt.safeParse(answer.body);
        const receipt = data?.receipt ?? "";
        const text = `POST ${path} was answered ${answer.status} with the receipt ${receipt || "of nothing"}, which is no submission`;
        return unless(there.has(receipt), "I1", receipt, text);
      }),
    );
}

/**
 * A mail that was taken, with 250, is one submission, however often it came. One whose reading has ended the function
 * twice is held without having been read: nobody can say whether it is the same, so that it stands beside.
 */
function judgeMails(mails: readonly Handed[], { submissions }: Intakes): Found[] {
  const byMail = Map.groupBy(submissions, ({ mail }) => mail?.messageId ?? "");
  return [...Map.groupBy(mails, ({ messageId }) => messageId)].flatMap(([messageId, times]) => {
    const own = byMail.get(messageId) ?? [];
    const read = own.filter(({ contentHash }) => contentHash !== undefined);
    const holds = own.length > 0 && own.length <= times.length && read.length <= 1;
    const text = `The mail ${messageId} was taken ${times.length} times and is ${own.length} submissions, ${read.length} of them read`;
    return unless(holds, "I1", own[0]?.id ?? messageId, text);
  });
}

/** What was accepted has its lead, and no lead but that was made of it. */
function judgeLeads({ submissions, leads }: Intakes): Found[] {
  const there = new Set(leads.map(({ id }) => id));
  const made = Map.groupBy(leads, ({ submission: of }) => of ?? "");
  return submissions.flatMap(({ id, status, lead: own }) => {
    const wanted = status === "accepted" ? own : undefined;
    const others = (made.get(id) ?? []).filter((each) => each.id !== wanted);
    return [
      ...unlessLate(
        wanted === undefined || there.has(wanted),
        "I4",
        id,
        `It was accepted, and its lead ${wanted} is not there`,
      ),
      ...others.map((each): Found => ({
        invariant: "I4",
        record: id,
        text: `The lead ${each.id} was made of it, which is ${status}${wanted === undefined ? "" : ` as ${wanted}`}`,
      })),
    ];
  });
}

/** A list that was taken in has a submission for each of its rows, and counts them. */
function judgeList({ id, run, status }: Intakes["lists"][number], { submissions }: Intakes): Found[] {
  if (run === undefined || status !== "done") return [];
  const own = submissions.filter((each) => each.import === id);
  const there = new Set(own.map((each) => each.id));
  const rows = run.next.row - 1;
  const missing = Array.from({ length: rows }, (_, at) => childId("sub", id, at + 1)).filter(
    (row) => !there.has(row),
  );
  const counted = Object.values(run.counts).reduce((sum, count) => sum + count, 0);
  return [
    ...unless(missing.length === 0, "I1", id, `It was taken in without ${missing.join(", ")}`),
    ...unless(own.length <= rows, "I1", id, `Its ${rows} rows became ${own.length} submissions`),
    ...unless(counted === rows, "I5", id, `It counts ${counted} of ${rows} rows`),
  ];
}

/** What came in has its verdict, and what was begun with a list is over. */
function judgeEnds({ submissions, lists }: Intakes): Found[] {
  const open = new Set(["checking", "running"]);
  return [
    ...submissions.flatMap(({ id, status }) =>
      unlessLate(status !== "received", "I8", id, "It was received, and nobody has decided on it"),
    ),
    ...lists.flatMap(({ id, status }) =>
      unlessLate(!open.has(status), "I8", id, `The list is still ${status}, and nothing goes on`),
    ),
  ];
}

/** I1, I4, I5 and I8 of what comes in by itself: forms, mails, lists. */
export function judgeIntake({ commands, mails = [] }: History, ledger: Ledger): Found[] {
  const sound = soundOf(ledger);
  const intakes: Intakes = {
    submissions: readOf(sound, submission.name, Came),
    leads: readOf(sound, lead.name, Lead),
    lists: readOf(sound, leadImport.name, List),
  };
  return [
    ...judgeForms(commands, intakes),
    ...judgeMails(mails, intakes),
    ...judgeLeads(intakes),
    ...intakes.lists.flatMap((list) => judgeList(list, intakes)),
    ...judgeEnds(intakes),
  ];
}
