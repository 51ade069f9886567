import type { Envelope } from "../../domain/kernel/event.ts";
import type { Command, Reaction } from "../../domain/kernel/flow.ts";
import type { Refusal } from "../../domain/kernel/refusal.ts";
import type { Ask } from "./ask.ts";
import { ERASED } from "./repeat.ts";

/** What a reaction asks for after an event: named after both, so that the same event again has no further effect. */
export function askOfReaction(
  reaction: Reaction,
  event: Envelope,
  command: Command,
): Ask & { readonly id: string } {
  return {
    action: reaction.action,
    id: command.id,
    input: command.input,
    commandId: `${reaction.name}@${event.id}@${command.id}`,
    actor: { type: "reaction", id: reaction.name },
    causedBy: event.id,
    cause: { at: event.at, deal: event.deal },
    traceId: event.traceId,
  };
}

/** Whether a refusal means that nothing is left to do: its target has gone on, or what it made was erased since. */
export function isSettled(reaction: Reaction, refusal: Refusal): boolean {
  if (refusal.code === "not_found" && refusal.details?.["status"] === ERASED) return true;
  return refusal.code === "wrong_state" && reaction.settled.includes(String(refusal.details?.["status"]));
}
