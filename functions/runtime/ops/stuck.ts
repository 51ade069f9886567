import { aboutOf } from "./content.ts";
import { type DeadLetter, eachDeadLetter } from "./dead-letters.ts";
import { explain, type Outlook } from "./explain.ts";
import type { Ops } from "./ops.ts";

/** A message that is stuck, with why. */
export interface Stuck {
  readonly reaction: string;
  readonly message: string;
  readonly event?: string;
  readonly type?: string;
  readonly record?: string;
  readonly deal?: string;
  /** Whose delivery it is. */
  readonly webhook?: string;
  readonly tries: number;
  readonly sentAt: string;
  readonly ageSeconds: number;
  /** Why it fails now, or that it would not. */
  readonly reason: string;
  /** What would become of each command that it asks for. */
  readonly outlooks: readonly Outlook[];
  /** What the message says, where it is no event. */
  readonly body?: string;
}

const SHOWN = 500;

/** What cannot even be looked at is listed as well: it may be the very reason why it is stuck. */
async function outlooksOf({ line, content }: DeadLetter, { world }: Ops): Promise<readonly Outlook[]> {
  try {
    return await explain(line.name, content, world);
  } catch (error) {
    const text = `It cannot be rehearsed: ${error instanceof Error ? error.message : String(error)}`;
    return [{ kind: "unknown", text, events: [] }];
  }
}

async function stuckOf(letter: DeadLetter, ops: Ops): Promise<Stuck> {
  const { world } = ops;
  const { line, id, tries, sentAt, content, body } = letter;
  const outlooks = await outlooksOf(letter, ops);
  return {
    reaction: line.name,
    message: id,
    ...aboutOf(content),
    tries,
    sentAt: sentAt.toISOString(),
    ageSeconds: Math.max(0, Math.round((world.now().getTime() - sentAt.getTime()) / 1000)),
    reason: outlooks.map(({ text }) => text).join("; "),
    outlooks,
    ...(content.kind === "other" && { body: body.slice(0, SHOWN) }),
  };
}

/** Every dead letter with the reason why it fails now: all lines at the same time, since most are empty. */
export async function stuckIn(ops: Ops): Promise<readonly Stuck[]> {
  const found = await Promise.all(
    ops.place.lines.map(async (line) => {
      const ofLine: Stuck[] = [];
      await eachDeadLetter(ops, line, async (page) => {
        ofLine.push(...(await Promise.all(page.map((letter) => stuckOf(letter, ops)))));
        return [];
      });
      return ofLine.toSorted((a, b) => a.sentAt.localeCompare(b.sentAt));
    }),
  );
  return found.flat();
}
