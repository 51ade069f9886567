import { isDeepStrictEqual } from "node:util";
import { expect, test } from "vitest";
import { account } from "../../domain/account/account.ts";
import { changeAccount } from "../../domain/account/actions.ts";
import { MAX_CHARGES } from "../../domain/document/charge.ts";
import { MAX_LINES, MAX_LINES_BYTES, MAX_TAXES } from "../../domain/document/line.ts";
import { cancelInvoice, creditInvoice } from "../../domain/invoice/credit.ts";
import { MAX_CREDITS } from "../../domain/invoice/credited.ts";
import { MAX_PAYMENTS, MAX_REFUNDS } from "../../domain/invoice/payment.ts";
import { payInvoice } from "../../domain/invoice/pay.ts";
import { refundInvoice } from "../../domain/invoice/settle.ts";
import { captureLeadOfSubmission } from "../../domain/lead/capture-of.ts";
import { disqualifyLead, reopenLead } from "../../domain/lead/actions.ts";
import { changeLead } from "../../domain/lead/change.ts";
import { qualifyLead } from "../../domain/lead/qualify.ts";
import { changeOpportunity, setOpportunityLines } from "../../domain/opportunity/actions.ts";
import { fulfilOrder } from "../../domain/order/fulfil.ts";
import { MAX_FULFILMENTS } from "../../domain/order/fulfilment.ts";
import { returnOrder } from "../../domain/order/return.ts";
import { MAX_RETURNS } from "../../domain/order/returned.ts";
import { acceptQuote, reviseQuote, sendQuote, setQuoteLines } from "../../domain/quote/actions.ts";
import { changeQuote } from "../../domain/quote/change.ts";
import { quote } from "../../domain/quote/quote.ts";
import { draftQuote } from "../../domain/quote/draft.ts";
import { changeSeller } from "../../domain/seller/actions.ts";
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

const ids = { vat: longest(40), registration: longest(40) };
const endpoint = { scheme: "0088", id: longest(100) };
const company = { legalName: longest(200), taxIds: ids, billingAddress: address, endpoint };
const seller = {
  name: longest(300),
  legalName: longest(200),
  taxIds: ids,
  endpoint,
  address,
  contact: { name: longest(300), phone: longest(50), email: `${"x".repeat(200)}@b.example` },
  bank: { iban: `DE${"1".repeat(32)}`, bic: "COBADEFFXXX", name: longest(200) },
  legalNote: longest(1000),
};

const part = longest(300);
const page = longest(1000);

/** What came in with a lead, as large as it can be. */
const captured = {
  attribution: {
    utm: { source: part, medium: part, campaign: part, term: part, content: part, id: part },
    clickIds: Object.fromEntries(Array.from({ length: 20 }, (_, nth) => [`click_${nth}`, "c".repeat(500)])),
    referrer: page,
    landingPage: page,
    page,
  },
};

const bytesOf = (value: unknown) => Buffer.byteLength(JSON.stringify(value));

/** The sums and charges of a document count as well. */
const BYTES_BESIDE = 41_000;

const freight = {
  description: longest(200),
  amount: { minor: 99_999, currency: "EUR" },
  taxPercent: "50.0001",
};

/** Charges, and a discount, of the most bytes. */
const beside = {
  discount: { amount: { minor: 99_999, currency: "EUR" } },
  charges: Array.from({ length: MAX_CHARGES }, () => freight),
};

/** As many and as long lines as a document can have. */
function mostLines(last: string): object[] {
  const numbers = {
    quantity: "1000.000001",
    unitPrice: "1000.000001",
    discountPercent: "33.3333",
    taxPercent: "19.0001",
  };
  const net = { minor: 99_999_999, currency: "EUR" };
  const found = { taxCategory: "S", given: ["unitPrice", "tax"] };
  const full = { line: MAX_LINES, description: "", ...numbers, ...found, net };
  const perLine = (MAX_LINES_BYTES - BYTES_BESIDE) / MAX_LINES;
  const room = Math.floor((perLine - bytesOf(full) - 4) / "\\u0001".length);
  return Array.from({ length: MAX_LINES }, (_, nth) => ({
    description: longest(room, last),
    ...numbers,
    taxPercent: `${1 + (nth % MAX_TAXES)}.0001`,
  }));
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
  memory.process = { ...memory.process, depositPercent: "30" };
  ask(changeSeller, seller);
  const lead = ask(captureLeadOfSubmission, {
    ...leadFields("a"),
    ...captured,
    owner: longest(200),
    submission: "sub_0000000001",
  });
  ask(changeLead, leadFields("b"), lead);
  ask(disqualifyLead, { reason: "lost", note: longest(1000) }, lead);
  ask(reopenLead, { note: longest(1000) }, lead);
  const opportunity = ask(qualifyLead, {}, lead);
  ask(changeAccount, company, memory.all(account)[0]?.id);
  for (const last of ["a", "b"]) {
    ask(changeOpportunity, { proposedSolution: longest(4000, last), need: longest(2000, last) }, opportunity);
    ask(setOpportunityLines, { lines: mostLines(last), ...beside }, opportunity);
  }
  const draft = ask(draftQuote, { opportunity });
  ask(changeQuote, { note: longest(4000) }, draft);
  ask(setQuoteLines, { lines: mostLines("c"), ...beside }, draft);
  ask(sendQuote, { validUntil: "2026-12-31" }, draft);
  const revision = ask(reviseQuote, {}, draft);
  ask(sendQuote, { validUntil: "2026-12-31" }, revision);
  const accepted = memory.all(quote).find(({ id }) => id === revision);
  const hash = accepted?.status === "sent" ? accepted.hash : "";
  const order = ask(acceptQuote, { reference: longest(100), hash }, revision);
  const part = { reference: longest(100), lines: [{ line: 1, quantity: "0.000001" }] };
  for (let delivery = 1; delivery < MAX_FULFILMENTS; delivery += 1) ask(fulfilOrder, part, order);
  const invoice = ask(fulfilOrder, { reference: longest(100) }, order);
  const pay = { amount: { minor: 1, currency: "EUR" }, method: longest(40), reference: longest(100) };
  for (let payment = 1; payment < MAX_PAYMENTS; payment += 1) ask(payInvoice, pay, invoice);
  const back = { lines: [{ line: 1, quantity: "0.000001" }], reason: "x".repeat(40), note: longest(1000) };
  for (let nth = 1; nth < MAX_RETURNS; nth += 1) ask(returnOrder, back, order);
  const because = { reason: longest(100), note: longest(1000) };
  const cent = { lines: [{ line: 2, amount: { minor: 1, currency: "EUR" } }], ...because };
  for (let nth = 1; nth < MAX_CREDITS; nth += 1) ask(creditInvoice, cent, invoice);
  ask(cancelInvoice, because, invoice);
  for (let refund = 1; refund < MAX_REFUNDS; refund += 1) ask(refundInvoice, pay, invoice);
  return memory;
}

const huge = hugeDeal();

test("the largest deal that can be fits on the bus and into the table at every step", () => {
  const sold = huge.records().map(({ stored }) => {
    const { lines, discount, charges, totals } = Object(stored.state);
    return bytesOf({ lines, discount, charges, totals });
  });
  expect(Math.max(...sold)).toBeGreaterThan(MAX_LINES_BYTES * 0.95);
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
