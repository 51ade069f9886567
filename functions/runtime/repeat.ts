import { type Refusal, refuse } from "../../domain/kernel/refusal.ts";
import type { Stored } from "../../domain/kernel/record.ts";
import type { Ask, Performed, World } from "./ask.ts";
import type { Receipt } from "./items.ts";
import { replay, viewOf } from "./view.ts";

/** In place of a status: the record that a command made is no more. */
export const ERASED = "erased";

/** The first answer again: the record as it was then, folded from its events when it has moved on since. */
export async function repeat(
  { action, causedBy }: Ask,
  receipt: Receipt,
  hash: string,
  stored: Stored | undefined,
  { journal }: World,
): Promise<Performed | Refusal> {
  // The command id of a reaction is made of its event: what it maps the event to may change with a deployment.
  if (receipt.hash !== hash && causedBy === undefined) {
    return refuse(
      "conflict",
      "This Idempotency-Key was used for another request: use a new key for each command",
    );
  }
  const { home } = action;
  const same = stored?.id === receipt.id && stored.version === receipt.version;
  const then = same
    ? stored
    : replay(home, receipt.id, await journal.events(home.name, receipt.id, receipt.version));
  if (then === undefined) {
    return refuse("not_found", `This was done, and ${receipt.id} was erased since`, {
      details: { status: ERASED },
    });
  }
  return {
    ok: true,
    record: viewOf(home, then),
    ...(receipt.next && { next: receipt.next }),
    replayed: true,
  };
}
