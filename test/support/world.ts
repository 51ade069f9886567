import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import type { Action } from "../../domain/kernel/action.ts";
import type { Envelope } from "../../domain/kernel/event.ts";
import { captureLead } from "../../domain/lead/actions.ts";
import { setOpportunityLines } from "../../domain/opportunity/actions.ts";
import { openOpportunity } from "../../domain/opportunity/open.ts";
import { addContact } from "../../domain/contact/actions.ts";
import { writeInvoice } from "../../domain/invoice/write.ts";
import { sendQuote } from "../../domain/quote/actions.ts";
import { draftQuote } from "../../domain/quote/draft.ts";
import { openJournal } from "../../functions/runtime/journal.ts";
import type { Ask, Performed, World } from "../../functions/runtime/ask.ts";
import { perform } from "../../functions/runtime/perform.ts";
import type { RecordView } from "../../functions/runtime/view.ts";

/** The world of a test: the real journal on a table of its own, and the real clock unless one is given. */
export function worldOf(client: DynamoDBClient, tableName: string, now = () => new Date()): World {
  return {
    journal: openJournal(client, tableName),
    settings: { currency: "EUR", paymentDays: 30, country: "", timeZone: "UTC" },
    now,
    random: Math.random,
  };
}

let commands = 0;

/** A command of a salesperson, with a command id of its own unless one is given. */
export function ask(action: Action, input: unknown, more: Partial<Ask> = {}): Ask {
  commands += 1;
  const actor = { type: "user", id: "ann" } as const;
  return { action, input, actor, traceId: "1-test", commandId: `test:${commands}:${action.name}`, ...more };
}

/** What a command made, or an error that says why it was refused. */
export async function done(asked: Ask, world: World): Promise<Performed> {
  const outcome = await perform(asked, world);
  if (outcome.ok) return outcome;
  throw new Error(`${asked.action.name} was refused: ${outcome.code} ${outcome.message}`);
}

/** A captured lead. */
export async function someLead(world: World): Promise<RecordView> {
  return (await done(ask(captureLead, { topic: "Chai", lastName: "Anders" }), world)).record;
}

/** An open opportunity with one line. */
export async function someOpportunity(world: World): Promise<RecordView> {
  const contact = await done(ask(addContact, { lastName: "Anders" }), world);
  const opened = await done(
    ask(openOpportunity, { topic: "Chai", contact: contact.record.id, process: "lean" }),
    world,
  );
  const lines = [{ description: "Chai", quantity: "3", unitPrice: "14.00", taxPercent: "10" }];
  return (await done(ask(setOpportunityLines, { lines }, { id: opened.record.id }), world)).record;
}

/** A sent quote. */
export async function sentQuote(world: World): Promise<RecordView> {
  const opportunity = await someOpportunity(world);
  const draft = await done(ask(draftQuote, { opportunity: opportunity.id }), world);
  return (await done(ask(sendQuote, { validUntil: "2999-12-31" }, { id: draft.record.id }), world)).record;
}

/** The types of a record's events, in order. */
export async function eventsOf(world: World, record: RecordView): Promise<Envelope[]> {
  return world.journal.events(record.stage, record.id, 9999);
}

/** An invoice over nothing: issued and paid in one commit of two events. */
export async function freeInvoice(world: World): Promise<RecordView> {
  const contact = await done(ask(addContact, { lastName: "Anders" }), world);
  const lines = [{ description: "A sample of tea", quantity: "1", unitPrice: "0", taxPercent: "10" }];
  const input = { contact: contact.record.id, topic: "Samples", lines, process: "lean" };
  return (await done(ask(writeInvoice, input), world)).record;
}
