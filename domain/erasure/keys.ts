import * as z from "zod";
import type { Envelope } from "../kernel/event.ts";
import { lead } from "../lead/lead.ts";
import { mergedKey } from "../lead/merge.ts";
import { ownKeys } from "../person/keys.ts";
import { StoredFile } from "../submission/intake.ts";
import { claimsOf, personOf } from "../submission/known.ts";
import type { Submission } from "../submission/submission.ts";

type State = Parameters<typeof lead.happen>[0];

/** One event more; undefined where it cannot be read. */
function after(
  state: State,
  { type, data, at }: Envelope,
): ReturnType<typeof lead.happen>["state"] | undefined {
  try {
    return lead.happen(state, type, data, at).state;
  } catch {
    return undefined;
  }
}

/** The keys that a lead may hold by what it was from its first event on: its mailboxes and numbers of today and of before, and the leads that were merged into it. */
export function keysOfLead(events: readonly Envelope[]): string[] {
  const keys = new Set<string>();
  let state: State = { status: "none" };
  for (const event of events) {
    const next = after(state, event);
    if (next === undefined) break;
    for (const key of [...ownKeys(next), ...(next.mergedLeads ?? []).map(mergedKey)]) keys.add(key);
    state = next;
  }
  return [...keys];
}

/** The keys that a lead may hold by what a submission was. */
export function keysOfSubmission(submission: Submission, country: string): string[] {
  return claimsOf(personOf(submission, country), submission);
}

const Files = z.object({ raw: StoredFile.optional(), files: z.array(StoredFile).optional() });
const Said = Files.extend({ intake: Files.optional() });

/** The keys of all files that the events of a submission name, each once. */
export function filesOf(events: readonly Envelope[]): string[] {
  const named = events.flatMap(({ data }) => {
    const { intake, ...own } = Said.safeParse(data).data ?? {};
    return [own, intake ?? {}].flatMap(({ raw, files = [] }) => [
      ...(raw === undefined ? [] : [raw]),
      ...files,
    ]);
  });
  return [...new Set(named.map(({ key }) => key))];
}
