import type { Envelope } from "../../domain/kernel/event.ts";
import type { Command, Reaction } from "../../domain/kernel/flow.ts";
import type { Refusal } from "../../domain/kernel/refusal.ts";
import type { Performed, World } from "./ask.ts";
import { consumer, type QueueHandler } from "./consumer.ts";
import { eventIn } from "./event-message.ts";
import { count, measure } from "./metrics.ts";
import { perform } from "./perform.ts";
import { askOfReaction, isSettled } from "./reaction-ask.ts";
import { inTurn } from "./turn.ts";
import { openWorld } from "./world.ts";

/** A reaction that could not do its action: it is tried again, and ends in the dead-letter queue. */
export class ReactionFailed extends Error {
  override readonly name = "ReactionFailed";
}

async function ask(reaction: Reaction, event: Envelope, command: Command, world: World): Promise<void> {
  const outcome: Performed | Refusal = await perform(askOfReaction(reaction, event, command), world);
  const settled = !outcome.ok && isSettled(reaction, outcome);
  count(outcome.ok ? "ReactionsDone" : settled ? "ReactionsSettled" : "ReactionsFailed");
  if (outcome.ok && !outcome.replayed) {
    measure("ReactionLag", world.now().getTime() - Date.parse(event.at));
  }
  if (!outcome.ok && !settled) {
    throw new ReactionFailed(
      `${reaction.action.name} of ${command.id} after ${event.id}: ${outcome.message}`,
    );
  }
}

/** The Lambda function of one reaction: events of its queue become actions, through the same door as HTTP. */
export function react(reaction: Reaction): QueueHandler {
  const world = openWorld();
  return consumer(
    reaction.name,
    async (body) => {
      const event = eventIn(body);
      for (const command of reaction.commands(event)) {
        // Of a hundred messages for one record each would only take turns at losing against the others.
        await inTurn(command.id, () => ask(reaction, event, command, world));
      }
    },
    // Numbers of one series, and turns, are given one after the other: in parallel they would only race.
    { parallel: !reaction.action.oneByOne },
  );
}
