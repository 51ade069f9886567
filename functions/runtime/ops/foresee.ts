import type { Done } from "../../../domain/kernel/action.ts";
import type { Refusal } from "../../../domain/kernel/refusal.ts";
import type { Ask, World } from "../ask.ts";
import { changeOf } from "../change.ts";
import { tooLarge } from "../limits.ts";
import { doneAlready, rehearse } from "../rehearse.ts";

/** What would become of a command if it were asked now. */
export type Foreseen =
  | { readonly kind: "done" }
  | { readonly kind: "would-do"; readonly events: Done["events"] }
  | { readonly kind: "refused"; readonly refusal: Refusal };

/** Decides a command on the journal as it is now, as `perform` would, and writes nothing. */
export async function foresee(ask: Ask & { readonly id: string }, world: World): Promise<Foreseen> {
  const rehearsal = await rehearse(ask, world);
  if (rehearsal === doneAlready) return { kind: "done" };
  if (!rehearsal.ok) return { kind: "refused", refusal: rehearsal };
  const { loaded } = rehearsal;
  const done = rehearsal.decide(loaded);
  if (!done.ok) return { kind: "refused", refusal: done };
  const refusal = tooLarge(changeOf(ask, loaded, done, ""));
  return refusal === undefined ? { kind: "would-do", events: done.events } : { kind: "refused", refusal };
}
