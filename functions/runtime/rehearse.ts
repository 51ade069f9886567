import type { Done } from "../../domain/kernel/action.ts";
import { type Refusal, refuse } from "../../domain/kernel/refusal.ts";
import type { Ask, World } from "./ask.ts";
import { factsOf } from "./facts.ts";
import { load, type Loaded } from "./load.ts";

/** What would be decided, with all that is needed for it loaded: `known` may add what is not there yet. */
export interface Rehearsal {
  readonly ok: true;
  readonly loaded: Loaded;
  decide(known: Pick<Loaded, "lists" | "claims">): Done | Refusal;
}

/** The command of a rehearsal has its receipt: it was done, and would have no further effect. */
export const doneAlready: Refusal = refuse("wrong_state", "This was done already");

/** Loads for an action what `perform` would, and decides without writing anything. */
export async function rehearse(
  ask: Ask & { readonly id: string },
  world: World,
): Promise<Rehearsal | Refusal> {
  const prepared = ask.action.prepare(ask.input);
  if (!prepared.ok) return prepared;
  const loaded = await load(ask, ask.id, prepared, world);
  if (loaded.receipt !== undefined) return doneAlready;
  return {
    ok: true,
    loaded,
    decide: (known) =>
      prepared.decide(
        loaded.stored,
        factsOf(
          { ...loaded, ...known, actor: ask.actor, roles: ask.roles, language: ask.language },
          world.settings,
        ),
      ),
  };
}
