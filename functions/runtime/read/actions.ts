import type { Action, Route } from "../../../domain/kernel/action.ts";
import { dayOf } from "../../../domain/kernel/day.ts";
import type { Facts } from "../../../domain/kernel/facts.ts";
import type { Stored } from "../../../domain/kernel/record.ts";
import type { RefusalCode } from "../../../domain/kernel/refusal.ts";
import type { StageWithActions } from "../../../domain/stages.ts";
import { authorise, type Caller } from "../caller.ts";
import { etagOf } from "../conditions.ts";
import { type HttpEvent, type HttpHandler, json } from "../edge.ts";
import { factsOf } from "../facts.ts";
import { readRecord } from "../items.ts";
import { recordKey } from "../keys.ts";
import type { World } from "../ask.ts";
import { viewOf } from "../view.ts";
import { openWorld } from "../world.ts";
import { idIn, noSuch } from "./home.ts";
import { NoQuery, queryOf } from "./query.ts";
import { reading } from "./reading.ts";

/** An action with what it takes to ask it, and why not when it may not be asked now. */
interface Offer {
  readonly action: string;
  readonly summary: string;
  readonly method: Route["method"];
  readonly path: string;
  readonly allowed: boolean;
  readonly code?: RefusalCode;
  readonly why?: string;
}

function offersOf(actions: readonly Action[], event: HttpEvent, stored: Stored, facts: Facts): Offer[] {
  return actions.flatMap((action) => {
    const { verb, summary, route, creates, roles } = action;
    if (route === undefined || creates) return [];
    const caller = authorise(event, roles);
    const refusal = caller.ok ? action.blocked(stored, facts) : caller;
    const { method, path } = route;
    return {
      action: verb,
      summary,
      method,
      path: path.replace("{id}", stored.id),
      allowed: refusal === undefined,
      ...(refusal && { code: refusal.code, why: refusal.message }),
    };
  });
}

function factsNow(world: World, caller: Caller): Facts {
  const { settings } = world;
  const now = world.now();
  const today = dayOf(now, settings.timeZone);
  return factsOf(
    { now, today, actor: { type: "user", id: caller.id }, number: 0, found: new Map() },
    settings,
  );
}

/**
 * The Lambda function of GET /<stage>s/{id}/actions: what the caller may do with the record now, and for the rest why
 * not. Each stage has its own, since it holds the code of all the stage's actions.
 */
export function actionsOf({ stage: home, actions }: StageWithActions): HttpHandler {
  const world = openWorld();
  return reading(`read.actions-${home.name}`, async (event, caller) => {
    const named = idIn(event, home);
    if (!named.ok) return named;
    const asked = queryOf(event, NoQuery);
    if (!asked.ok) return asked;
    const [item] = await world.journal.load([recordKey(home.name, named.id)]);
    if (item === undefined) return noSuch(home, named.id);
    const stored = readRecord(item);
    const { id, status, version } = viewOf(home, stored);
    const offers = offersOf(actions, event, stored, factsNow(world, caller));
    return json(200, { id, status, version, actions: offers }, { etag: etagOf(version) });
  });
}
