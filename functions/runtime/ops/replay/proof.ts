import type { Envelope } from "../../../../domain/kernel/event.ts";
import type { Reaction } from "../../../../domain/kernel/flow.ts";
import type { World } from "../../ask.ts";
import { RECEIPT_DAYS } from "../../change.ts";
import { eventKey } from "../../keys.ts";
import { outlookOf } from "../explain.ts";

const DAY_MS = 86_400_000;
/** What is sent again may wait as long as a dead letter does, and once more when a person puts it back. */
const LONGEST_WAIT_DAYS = 2 * 14;
const ALL = 9_999_999_999;

/** For how long receipts were kept while events did not say yet what was committed with them. */
const FORMER_RECEIPT_DAYS = 45;

/** Whether an event may be sent to a reaction again without a second effect. */
export type Proof =
  | { readonly kind: "safe" }
  | { readonly kind: "done"; readonly text: string }
  | { readonly kind: "unproven"; readonly text: string };

/** A new record of a derived id can be made once only, whatever is remembered. */
function makesOnly({ action }: Reaction): boolean {
  return action.from.every((status) => status === "none");
}

async function receiptDays({ stage, record, seq }: Envelope, { journal }: World): Promise<number> {
  const [item] = await journal.load([eventKey(stage, record, seq)]);
  return item?.["commit"] === undefined ? FORMER_RECEIPT_DAYS : RECEIPT_DAYS;
}

async function isDone(reaction: Reaction, event: Envelope, id: string, world: World): Promise<boolean> {
  const events = await world.journal.events(reaction.action.home.name, id, ALL);
  return events.some(({ causedBy, actor }) => causedBy === event.id && actor.id === reaction.name);
}

/**
 * Looks for what keeps the effect of an event single: its receipts while they are kept, then that the reaction only makes
 * records of derived ids, then that nothing is left to do, then that the history of each record names this event as the cause of what the reaction did.
 */
export async function proofFor(reaction: Reaction, event: Envelope, world: World): Promise<Proof> {
  const age = (world.now().getTime() - Date.parse(event.at)) / DAY_MS;
  const days = await receiptDays(event, world);
  // The receipt of a reaction surely stays for so long, whatever becomes of the message.
  if (age < days - LONGEST_WAIT_DAYS || makesOnly(reaction)) return { kind: "safe" };
  const outlooks = await outlookOf(reaction, event, world);
  if (outlooks.every(({ kind }) => kind === "done" || kind === "settled")) {
    return { kind: "done", text: outlooks.map(({ text }) => text).join("; ") };
  }
  const known = outlooks.flatMap(({ record }) => record ?? []);
  const done = await Promise.all(known.map((id) => isDone(reaction, event, id, world)));
  if (known.length > 0 && done.every(Boolean))
    return { kind: "done", text: "the history of its record says that it was done" };
  return {
    kind: "unproven",
    text: `it happened ${Math.floor(age)} days ago, and its receipts are kept for ${days}: whether ${reaction.name} has done it cannot be proved any more, so it is not sent. Ask for ${reaction.action.name} by hand if it is missing`,
  };
}

/** The same of all reactions that would get it. */
export async function proofForAll(
  reactions: readonly Reaction[],
  event: Envelope,
  world: World,
): Promise<Proof> {
  const proofs = await Promise.all(reactions.map((reaction) => proofFor(reaction, event, world)));
  const some = proofs.find(({ kind }) => kind !== "safe");
  if (some === undefined) return { kind: "safe" };
  const unproven = proofs.find(({ kind }) => kind === "unproven");
  if (unproven !== undefined || proofs.every(({ kind }) => kind === "done")) return unproven ?? some;
  const names = reactions.filter((_, nth) => proofs[nth]?.kind === "safe").map(({ name }) => name);
  return {
    kind: "unproven",
    text: `other reactions have done it, and would do it again: send it with --reaction to ${names.join(", ")}`,
  };
}
