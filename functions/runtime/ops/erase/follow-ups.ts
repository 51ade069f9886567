import { flow } from "../../../../domain/flow.ts";
import { deadLetter } from "../../../../domain/dead-letter/dead-letter.ts";
import type { Envelope } from "../../../../domain/kernel/event.ts";
import type { Reaction } from "../../../../domain/kernel/flow.ts";
import { recordKey } from "../../keys.ts";
import { readDeal } from "../audit/deal.ts";
import { deadLetterId } from "../discard.ts";
import { outlookOf } from "../explain.ts";
import type { Ops } from "../ops.ts";
import { people, type Subject } from "./subject.ts";

/** A message waits for 14 days among the dead letters, and once more when a person puts it back. */
export const LONGEST_WAIT_MS = 2 * 14 * 86_400_000;

async function isDiscarded(ops: Ops, reaction: Reaction, event: Envelope): Promise<boolean> {
  const id = deadLetterId(reaction.name, event.id);
  return (await ops.world.journal.load([recordKey(deadLetter.name, id)]))[0] !== undefined;
}

function targetsOf(reaction: Reaction, event: Envelope): readonly string[] {
  try {
    return reaction.commands(event).map(({ id }) => id);
  } catch {
    return [];
  }
}

/** A document that is still to be made would be of somebody who is not there. */
const makes = ({ action }: Reaction) => action.from.every((status) => status === "none");

/** Whether it concerns the record: what follows from it, what is asked of it, and of people what their deal still makes. */
function isConcerned({ id, home }: Subject, reaction: Reaction, event: Envelope): boolean {
  if (event.record === id) return true;
  return (people.has(home.name) && makes(reaction)) || targetsOf(reaction, event).includes(id);
}

/** What a reaction has still to do with an event. */
async function owed(ops: Ops, reaction: Reaction, event: Envelope): Promise<string[]> {
  const outlooks = await outlookOf(reaction, event, ops.world);
  const open = outlooks.filter(({ kind }) => kind === "would-do");
  if (open.length === 0 || (await isDiscarded(ops, reaction, event))) return [];
  return open.map(
    ({ text }) => `${reaction.name} has not followed ${event.id} yet (${text}): wait for it, or see "stuck"`,
  );
}

/** What still has to follow from its events, or to be done with it after events of its deal: that would make it again, or fail for ever. */
export async function followUpsOf(ops: Ops, subject: Subject): Promise<string[]> {
  const since = ops.world.now().getTime() - LONGEST_WAIT_MS;
  const deal = subject.stored?.deal;
  const others = deal === undefined ? [] : (await readDeal(ops, deal)).events;
  const events = new Map([...others, ...subject.events].map((event) => [event.id, event]));
  const found: string[] = [];
  for (const event of events.values()) {
    if (Date.parse(event.at) < since) continue;
    const waiting = flow.filter(({ types }) => types.includes(event.type));
    for (const reaction of waiting.filter((each) => isConcerned(subject, each, event))) {
      found.push(...(await owed(ops, reaction, event)));
    }
  }
  return found;
}
