import { flow } from "../../../domain/flow.ts";
import { dayOf } from "../../../domain/kernel/day.ts";
import type { Envelope } from "../../../domain/kernel/event.ts";
import type { Reaction } from "../../../domain/kernel/flow.ts";
import type { Timer } from "../../../domain/kernel/timer.ts";
import { timers } from "../../../domain/timers.ts";
import type { Ask, World } from "../ask.ts";
import { askOfReaction, isSettled } from "../reaction-ask.ts";
import type { Due } from "../schedules.ts";
import { askOfTimer, laterThan } from "../timer-ask.ts";
import type { Content } from "./content.ts";
import { feedOutlook } from "./feed.ts";
import { exportOutlook } from "./export.ts";
import { deliveryOutlook, laneOutlook } from "./webhooks.ts";
import { foresee, type Foreseen } from "./foresee.ts";

/** What would become of one command now: `would-do` it, it is `done`, nothing is left to do (`settled`), it is `refused`, or nobody can say from the journal alone. */
export interface Outlook {
  readonly kind: Foreseen["kind"] | "settled" | "unknown";
  /** In words. */
  readonly text: string;
  readonly record?: string;
  /** Types of the events that it would make. */
  readonly events: readonly string[];
}

const outlook = (kind: Outlook["kind"], text: string, record?: string): Outlook => ({
  kind,
  text,
  ...(record !== undefined && { record }),
  events: [],
});

function told(ask: Ask & { readonly id: string }, foreseen: Foreseen): Outlook {
  const what = `${ask.action.name} of ${ask.id}`;
  if (foreseen.kind === "done") return outlook("done", `${what}: it was done already`, ask.id);
  if (foreseen.kind === "refused") return outlook("refused", `${what}: ${foreseen.refusal.message}`, ask.id);
  const events = foreseen.events.map(({ type }) => type);
  if (events.length === 0) return outlook("settled", `${what}: nothing is left to do`, ask.id);
  const text = `${what}: it would be done now (${events.join(", ")})`;
  return { kind: "would-do", text, record: ask.id, events };
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

async function ofCommand(
  ask: Ask & { readonly id: string },
  world: World,
  unneeded: (foreseen: Foreseen) => string | undefined,
): Promise<Outlook> {
  try {
    const foreseen = await foresee(ask, world);
    const why = unneeded(foreseen);
    return why === undefined ? told(ask, foreseen) : outlook("settled", why, ask.id);
  } catch (error) {
    // What makes the rehearsal fail makes the function fail: it is the reason.
    return outlook("refused", `${ask.action.name} of ${ask.id} fails: ${messageOf(error)}`, ask.id);
  }
}

/** What a reaction would do now with an event, command by command, without doing it. */
export async function outlookOf(reaction: Reaction, event: Envelope, world: World): Promise<Outlook[]> {
  let commands: ReturnType<Reaction["commands"]>;
  try {
    commands = reaction.commands(event);
  } catch (error) {
    return [outlook("refused", `${reaction.name} cannot read this ${event.type}: ${messageOf(error)}`)];
  }
  if (commands.length === 0) return [outlook("settled", `${reaction.name} has nothing to do after it`)];
  const outlooks: Outlook[] = [];
  for (const command of commands) {
    const ask = askOfReaction(reaction, event, command);
    const unneeded = (foreseen: Foreseen) =>
      foreseen.kind === "refused" && isSettled(reaction, foreseen.refusal)
        ? `${ask.action.name} of ${ask.id}: nothing is left to do (${foreseen.refusal.message})`
        : undefined;
    outlooks.push(await ofCommand(ask, world, unneeded));
  }
  return outlooks;
}

function ofTimer(due: Due, world: World): Promise<Outlook[]> | Outlook[] {
  const timer = timers.find(({ name }) => name === due.timer);
  if (timer === undefined) return [outlook("refused", `There is no timer ${due.timer}`, due.record)];
  const ask = askOfTimer(timer, due);
  const now = world.now();
  const unneeded = (foreseen: Foreseen) => {
    if (foreseen.kind !== "refused") return undefined;
    if (foreseen.refusal.code === "wrong_state" || foreseen.refusal.code === "not_found")
      return `${ask.action.name} of ${ask.id} is not needed any more`;
    const later = laterThan(foreseen.refusal, dayOf(now, world.settings.timeZone), now);
    if (later === undefined) return undefined;
    return `${ask.action.name} of ${ask.id} would be asked again at ${"day" in later ? later.day : later.instant}`;
  };
  return ofCommand(ask, world, unneeded).then((one) => [one]);
}

function turnText(timer: Timer, event: Envelope): string[] {
  const turn = timer.turn(event);
  if (turn === undefined) return [];
  const name = `${timer.name} of ${event.record}`;
  if (turn === "clear") return [`it would clear ${name}`];
  return [`it would set ${name} for ${"day" in turn ? turn.day : turn.instant}`];
}

function ofSetting(event: Envelope): Outlook[] {
  const waiting = timers.filter(({ types }) => types.includes(event.type));
  let texts: string[];
  try {
    texts = waiting.flatMap((timer) => turnText(timer, event));
  } catch (error) {
    return [outlook("refused", `No timer can read this ${event.type}: ${messageOf(error)}`, event.record)];
  }
  if (texts.length === 0) return [outlook("settled", "No timer waits for it", event.record)];
  return texts.map((text) =>
    outlook("unknown", `${text}: why that failed is in the function's log`, event.record),
  );
}

/** What would become of a message of this line now, without doing it. */
export async function explain(name: string, content: Content, world: World): Promise<readonly Outlook[]> {
  if (content.kind === "timer") return ofTimer(content.due, world);
  if (content.kind === "delivery") return [await deliveryOutlook(content.letter, world.journal)];
  if (content.kind === "lane") return [await laneOutlook(content.subscription, world.journal)];
  if (content.kind === "other") {
    return [outlook("unknown", "The message is no event: see its body, and the log of its function")];
  }
  const reaction = flow.find((each) => each.name === name);
  if (reaction !== undefined) return outlookOf(reaction, content.event, world);
  if (name === "append-feed") return [await feedOutlook(content.event, world.journal)];
  if (name === "export-run") return [await exportOutlook(content.event, world.journal)];
  if (name === "set-timers") return ofSetting(content.event);
  return [outlook("unknown", `It cannot be rehearsed: see the log of ${name}`, content.event.record)];
}
