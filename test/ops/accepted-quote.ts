import { childId } from "../../domain/kernel/id.ts";
import { acceptQuote } from "../../domain/quote/actions.ts";
import type { World } from "../../functions/runtime/ask.ts";
import { ask, done, eventsOf, sentQuote } from "../support/world.ts";

/** A quote that was accepted, with its event, and the id of the order that follows. */
export async function acceptedQuote(world: World) {
  const quote = await sentQuote(world);
  await done(ask(acceptQuote, { hash: quote["hash"] }, { id: quote.id }), world);
  const events = await eventsOf(world, quote);
  const accepted = events.find(({ type }) => type === "quote.accepted");
  if (accepted === undefined) throw new Error("not accepted");
  return { quote, events, accepted, id: childId("ord", quote.id) };
}
