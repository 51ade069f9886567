import { flow } from "../../domain/flow.ts";
import type { Envelope } from "../../domain/kernel/event.ts";
import type { AnyStage } from "../../domain/kernel/stage.ts";
import { records } from "../../domain/stages.ts";
import { timers } from "../../domain/timers.ts";
import { texts } from "../texts/texts.ts";
import { lived } from "./life.ts";
import { lives } from "./lives.ts";

const perStage = new Map<string, readonly Envelope[]>();

function eventsOf(home: AnyStage): readonly Envelope[] {
  // Stages stand in the order of a deal, and so do their examples.
  const hours = records.findIndex(({ name }) => name === home.name) / 4;
  const made = () => (lives[home.name] ?? []).flatMap((life) => lived(home, life, hours));
  const known = perStage.get(home.name) ?? made();
  perStage.set(home.name, known);
  return known;
}

function firstOf(type: string): Envelope | undefined {
  const home = records.find(({ events }) => type in events);
  return home && eventsOf(home).find((event) => event.type === type);
}

/** Who does it where nobody asks: the reaction or the timer whose action it comes of, with the event that it follows from. */
function byItself(home: AnyStage, type: string): Pick<Envelope, "actor" | "causedBy"> | undefined {
  const [verb] = texts[type]?.by ?? [];
  const asks = ({ action }: { action: { name: string } }) => action.name === `${home.name}.${verb}`;
  const reaction = flow.find(asks);
  const [cause = ""] = reaction?.types ?? [];
  if (reaction !== undefined) {
    return { actor: { type: "reaction", id: reaction.name }, causedBy: firstOf(cause)?.id };
  }
  const timer = timers.find(asks);
  return timer && { actor: { type: "reaction", id: timer.name } };
}

/** The example of an event type: the same from run to run. */
export function exampleOf(home: AnyStage, type: string): Envelope {
  const example = firstOf(type);
  if (example === undefined) throw new Error(`${type} has no example in contracts/examples`);
  const { traceId, data, ...rest } = example;
  return { ...rest, ...byItself(home, type), traceId, data };
}
