import { isDeepStrictEqual } from "node:util";
import { expect, test } from "vitest";
import { MAX_LINES, MAX_LINES_BYTES } from "../../domain/document/line.ts";
import { MAX_PAYMENTS } from "../../domain/invoice/invoice.ts";
import { payInvoice } from "../../domain/invoice/actions.ts";
import { captureLead, changeLead, disqualifyLead, reopenLead } from "../../domain/lead/actions.ts";
import { qualifyLead } from "../../domain/lead/qualify.ts";
import { changeOpportunity, setOpportunityLines } from "../../domain/opportunity/actions.ts";
import { fulfilOrder } from "../../domain/order/actions.ts";
import { MAX_FULFILMENTS } from "../../domain/order/fulfilment.ts";
import { acceptQuote, reviseQuote, sendQuote, setQuoteLines } from "../../domain/quote/actions.ts";
import { draftQuote } from "../../domain/quote/draft.ts";
import { readRecord, recordItem } from "../../functions/runtime/items.ts";
import { Deliveries, inOrder } from "../support/deliveries.ts";
import { type Command, Memory } from "../support/memory.ts";

/** Text of the most bytes that so many characters can have: JSON writes a control character as \u0001. */
const longest = (characters: number, last = "x") => "\u0001".repeat(characters - 2) + `x${last}`;

const address = {
  street: longest(200),
  street2: longest(200),
  postalCode: longest(20),
  city: longest(100),
  region: longest(100),
  country: longest(60),
};
const leadFields = (last: string) => ({
  topic: longest(300, last),
  firstName: longest(100, last),
  lastName: longest(100, last),
  jobTitle: longest(100, last),
  company: longest(200, last),
  email: `${last.repeat(200)}@b.example`,
  phone: longest(50, last),
  address: { ...address, city: longest(100, last) },
  website: `https://a.example/${last.repeat(480)}`,
  campaign: longest(200, last),
  note: longest(4000, last),
  need: longest(2000, last),
});

const bytesOf = (value: unknown) => Buffer.byteLength(JSON.stringify(value));

/** As many and as long lines as a document can have. */
function mostLines(last: string): object[] {
  const numbers = {
    quantity: "1000.000001",
    unitPrice: "1000.000001",
    discountPercent: "33.3333",
    taxPercent: "19.0001",
  };
  const full = { line: MAX_LINES, description: "", ...numbers, net: { minor: 99_999_999, currency: "EUR" } };
  const room = Math.floor((MAX_LINES_BYTES / MAX_LINES - bytesOf(full) - 4) / "\\u0001".length);
  return Array.from({ length: MAX_LINES }, () => ({ description: longest(room, last), ...numbers }));
}

/** A deal of which every text and every list is as large as it can be; whoever is refused in it throws. */
function hugeDeal(): Memory {
  const memory = new Memory();
  const deliveries = new Deliveries(memory, inOrder);
  function ask(action: Command["action"], input: unknown, id?: string): string {
    const answer = memory.ask({ action, input, ...(id !== undefined && { id }) });
    if (!answer.ok) throw new Error(`${action.name}: ${answer.code} ${answer.message}`);
    deliveries.all();
    return Object.values(answer.next ?? {}).at(-1) ?? answer.id;
  }
  const lead = ask(captureLead, leadFields("a"));
  ask(changeLead, leadFields("b"), lead);
  ask(disqualifyLead, { reason: "lost", note: longest(1000) }, lead);
  ask(reopenLead, { note: longest(1000) }, lead);
  const opportunity = ask(qualifyLead, {}, lead);
  for (const last of ["a", "b"]) {
    ask(changeOpportunity, { proposedSolution: longest(4000, last), need: longest(2000, last) }, opportunity);
    ask(setOpportunityLines, { lines: mostLines(last) }, opportunity);
  }
  const draft = ask(draftQuote, { opportunity });
  ask(setQuoteLines, { lines: mostLines("c") }, draft);
  ask(sendQuote, { validUntil: "2026-12-31" }, draft);
  const revision = ask(reviseQuote, {}, draft);
  ask(sendQuote, { validUntil: "2026-12-31" }, revision);
  const order = ask(acceptQuote, { reference: longest(100) }, revision);
  const part = { reference: longest(100), lines: [{ line: 1, quantity: "0.000001" }] };
  for (let delivery = 1; delivery < MAX_FULFILMENTS; delivery += 1) ask(fulfilOrder, part, order);
  const invoice = ask(fulfilOrder, { reference: longest(100) }, order);
  const pay = { amount: { minor: 1, currency: "EUR" }, method: longest(40), reference: longest(100) };
  for (let payment = 1; payment < MAX_PAYMENTS; payment += 1) ask(payInvoice, pay, invoice);
  return memory;
}

const huge = hugeDeal();

test("the largest deal that can be fits on the bus and into the table at every step", () => {
  const lines = huge.records().map(({ stored }) => bytesOf(Object(stored.state).lines ?? []));
  expect(Math.max(...lines)).toBeGreaterThan(MAX_LINES_BYTES * 0.95);
  const events = huge.log.map(bytesOf);
  expect(Math.max(...events)).toBeGreaterThan(190_000);
  expect(Math.max(...events)).toBeLessThan(240_000);
  const records = huge.records().map(({ stored }) => bytesOf(stored.state));
  expect(Math.max(...records)).toBeGreaterThan(250_000);
  expect(Math.max(...records)).toBeLessThan(360_000);
});

test("every record of it comes back from the table as it went in", () => {
  const lost = huge.records().filter(({ stage, status, stored }) => {
    const state = { ...Object(stored.state), status };
    return !isDeepStrictEqual(readRecord(recordItem(stage.name, { ...stored, state })), stored);
  });
  expect(lost).toEqual([]);
});
