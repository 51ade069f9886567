import { createHash } from "node:crypto";
import { discardDeadLetter } from "../../../domain/dead-letter/actions.ts";
import { cut, madeStorable } from "../../../domain/kernel/text.ts";
import type { Ask } from "../ask.ts";
import { recordKey } from "../keys.ts";
import { perform } from "../perform.ts";
import { traceId } from "../trace.ts";
import { aboutOf, type Content } from "./content.ts";
import { type DeadLetter, eachDeadLetter, removeDeadLetter } from "./dead-letters.ts";
import type { Ops } from "./ops.ts";

/** Which message is put away, by whom and why. */
export interface Discard {
  readonly reaction: string;
  /** The id of the event, with the receiver where it is a delivery that was given up; or of the message. */
  readonly of:
    | { readonly event: string; readonly webhook?: string | undefined }
    | { readonly message: string };
  readonly reason: string;
  /** Who operates the system. */
  readonly by: string;
}

/** What became of it. */
export type Discarded =
  | { readonly ok: true; readonly id: string; readonly removed: number; readonly deal: string | undefined }
  | { readonly ok: false; readonly why: string };

const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const CONTENT = 4000;

/** The id of what is put away: the same for the same reaction and event, so that a repeat makes no second record. */
export function deadLetterId(reaction: string, of: string): string {
  const hash = createHash("sha256").update(`${reaction}@${of}`).digest().subarray(0, 26);
  return `dle_${[...hash].map((byte) => ALPHABET.charAt(byte % ALPHABET.length)).join("")}`;
}

/** What is put away once: an event is given up for each of its receivers by itself. */
function idOf({ of }: Discard): string {
  if ("message" in of) return of.message;
  return of.webhook === undefined ? of.event : `${of.event}@${of.webhook}`;
}

const receiverOf = ({ content }: DeadLetter) =>
  content.kind === "delivery" ? content.letter.webhook : undefined;

function isMeant(letter: DeadLetter, { of }: Discard): boolean {
  if ("message" in of) return letter.id === of.message;
  return aboutOf(letter.content).event === of.event && receiverOf(letter) === of.webhook;
}

/** The receivers of which one must be said: an event says nothing of whose delivery is meant. */
function unsaidIn(page: readonly DeadLetter[], { of }: Discard): readonly string[] {
  if ("message" in of || of.webhook !== undefined) return [];
  return page.flatMap((letter) =>
    aboutOf(letter.content).event === of.event ? (receiverOf(letter) ?? []) : [],
  );
}

function causeOf(content: Content): Pick<Ask, "cause" | "causedBy"> {
  if (content.kind === "other" || content.kind === "lane") return {};
  if (content.kind === "event") {
    const { id, at, deal } = content.event;
    return { causedBy: id, cause: { at, deal } };
  }
  const { event, at, deal } = content.kind === "timer" ? content.due : content.letter;
  return { causedBy: event, cause: { at, deal } };
}

function askOf({ content, tries, body }: DeadLetter, discard: Discard): Ask & { readonly id: string } {
  const { deal: _, webhook: __, ...about } = aboutOf(content);
  const { reaction, reason, by } = discard;
  const message = "message" in discard.of ? { message: discard.of.message } : {};
  const isSaid = content.kind === "other" || content.kind === "lane" || content.kind === "delivery";
  const said = isSaid ? { content: cut(madeStorable(body), CONTENT) } : {};
  return {
    action: discardDeadLetter,
    id: deadLetterId(reaction, idOf(discard)),
    input: { reaction, ...message, ...about, tries, reason, ...said },
    commandId: `discard@${reaction}@${idOf(discard)}`,
    actor: { type: "operator", id: by },
    traceId: traceId(),
    ...causeOf(content),
  };
}

/** Records it; undefined when it is, now or from before: of a repeat the first reason stands. */
async function record(letter: DeadLetter, discard: Discard, { world }: Ops): Promise<string | undefined> {
  const outcome = await perform(askOf(letter, discard), world);
  return outcome.ok || outcome.code === "wrong_state" || outcome.code === "conflict"
    ? undefined
    : outcome.message;
}

/**
 * Puts a dead letter away: that it was, by whom and why becomes an event of its deal first, then the message is removed.
 * Who dies in between asks again: the event is there once.
 */
export async function discard(ops: Ops, asked: Discard): Promise<Discarded> {
  const { reaction } = asked;
  const line = ops.place.lines.find(({ name }) => name === reaction);
  if (line === undefined) return { ok: false, why: `There is no ${reaction}` };
  const id = deadLetterId(reaction, idOf(asked));
  let removed = 0;
  let deal: string | undefined;
  let refused: string | undefined;
  const unsaid = new Set<string>();
  await eachDeadLetter(ops, line, async (page) => {
    const gone: string[] = [];
    for (const receiver of unsaidIn(page, asked)) unsaid.add(receiver);
    for (const letter of page.filter((each) => isMeant(each, asked))) {
      refused = await record(letter, asked, ops);
      if (refused !== undefined) continue;
      await removeDeadLetter(ops.queues, letter);
      deal = aboutOf(letter.content).deal;
      removed += 1;
      gone.push(letter.id);
    }
    return gone;
  });
  if (refused !== undefined) return { ok: false, why: refused };
  if (unsaid.size > 0) {
    const receivers = [...unsaid].toSorted().join(", ");
    return { ok: false, why: `It was given up for ${receivers}: say for whom it is not needed, --webhook` };
  }
  if (removed > 0) return { ok: true, id, removed, deal };
  const [known] = await ops.world.journal.load([recordKey("dead-letter", id)]);
  if (known !== undefined) return { ok: true, id, removed, deal };
  return { ok: false, why: `No dead letter of ${reaction} is of ${idOf(asked)}: see "stuck"` };
}
