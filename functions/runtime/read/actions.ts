import type { Action, Route } from "../../../domain/kernel/action.ts";
import { dayOf } from "../../../domain/kernel/day.ts";
import type { Facts } from "../../../domain/kernel/facts.ts";
import { childId } from "../../../domain/kernel/id.ts";
import type { Stored } from "../../../domain/kernel/record.ts";
import type { RefusalCode } from "../../../domain/kernel/refusal.ts";
import type { AnyStage } from "../../../domain/kernel/stage.ts";
import { processStagesOf, stepsOf } from "../../../domain/process/steps.ts";
import type { StageWithActions } from "../../../domain/kernel/verbs.ts";
import { type Labels, labelOf, labelsIn } from "../../../domain/words/labels.ts";
import { authorise, type Caller } from "../caller.ts";
import { etagOf } from "../conditions.ts";
import { type HttpEvent, type HttpHandler, json } from "../edge.ts";
import { factsOf } from "../facts.ts";
import { recordKey } from "../keys.ts";
import { languageOf } from "../language.ts";
import { followed } from "../load.ts";
import { processOf } from "../process.ts";
import type { World } from "../ask.ts";
import { viewOf } from "../view.ts";
import { openWorld } from "../world.ts";
import { idIn, noSuch } from "./home.ts";
import { NoQuery, queryOf } from "./query.ts";
import { reading } from "./reading.ts";
import { storedOr } from "./shipped.ts";

/** An action with what it takes to ask it, and why not when it may not be asked now. */
interface Offer {
  readonly action: string;
  /** What the action is called in the language of the caller. */
  readonly label: string;
  readonly summary: string;
  readonly method: Route["method"];
  readonly path: string;
  readonly allowed: boolean;
  readonly code?: RefusalCode;
  readonly why?: string;
}

function offersOf(
  actions: readonly Action[],
  event: HttpEvent,
  stored: Stored,
  facts: Facts,
  labels: Labels,
): Offer[] {
  return actions.flatMap((action) => {
    const { name, verb, summary, route, creates, roles } = action;
    if (route === undefined || creates) return [];
    const caller = authorise(event, roles);
    const refusal = caller.ok ? action.blocked(stored, facts) : caller;
    const { method, path } = route;
    return {
      action: verb,
      label: labelOf(labels, `action.${name}`),
      summary,
      method,
      path: path.replace("{id}", stored.id),
      allowed: refusal === undefined,
      ...(refusal && { code: refusal.code, why: refusal.message }),
    };
  });
}

/** A record of which there can be only one is not missing before its first event: it waits for it. */
function notYet({ singleton: id }: AnyStage): Stored | undefined {
  if (id === undefined) return undefined;
  return { id, version: 0, deal: childId("dea", id), createdAt: "", updatedAt: "", state: undefined };
}

/** The steps of the process on this record, with the stage that each belongs to as the caller calls it. */
function stepsNow(stage: string, record: object, { process, language }: Facts, labels: Labels) {
  return processStagesOf(stage).flatMap((of) =>
    stepsOf(of, record, process, language).map((step) => ({
      ...step,
      stageLabel: labelOf(labels, `process.${of}`),
    })),
  );
}

async function factsNow(world: World, caller: Caller, state: unknown, language: string): Promise<Facts> {
  const { settings, journal } = world;
  const process = await processOf(journal, followed(state));
  const now = world.now();
  const today = dayOf(now, settings.timeZone);
  return factsOf(
    {
      now,
      today,
      actor: { type: "user", id: caller.id },
      roles: caller.roles,
      language,
      number: 0,
      process,
      found: new Map(),
    },
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
    const stored = storedOr(home, named.id, item) ?? notYet(home);
    if (stored === undefined) return noSuch(home, named.id);
    const language = languageOf(event);
    const facts = await factsNow(world, caller, stored.state, language);
    const labels = labelsIn(language, facts.process.labels);
    const { id, status, version } = viewOf(home, stored);
    const answer = {
      id,
      stage: home.name,
      stageLabel: labelOf(labels, `stage.${home.name}`),
      status,
      statusLabel: labelOf(labels, `status.${home.name}.${status}`),
      version,
      steps: stepsNow(home.name, home.read(stored.state), facts, labels),
      actions: offersOf(actions, event, stored, facts, labels),
    };
    return json(200, answer, { etag: etagOf(version) });
  });
}
