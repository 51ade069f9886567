import { describe, expect, test } from "vitest";
import { invoice } from "../../domain/invoice/invoice.ts";
import { addDays } from "../../domain/kernel/day.ts";
import type { AnyStage } from "../../domain/kernel/stage.ts";
import { type Timer, tooEarly } from "../../domain/kernel/timer.ts";
import { quote } from "../../domain/quote/quote.ts";
import { lead } from "../../domain/lead/lead.ts";
import { team } from "../../domain/team/team.ts";
import {
  expireSentQuote,
  giveWaitingLeads,
  markInvoiceOverdue,
  missFirstResponse,
  timers,
} from "../../domain/timers.ts";
import { eventsOf } from "../support/given.ts";
import { lives, type Past } from "../support/lives.ts";
import { eur, invoiceTerms, sums, terms } from "../support/samples.ts";

const turnOf = (timer: Timer, stage: AnyStage, past: Past) =>
  eventsOf(stage, [past]).map((event) => timer.turn(event))[0];

const { dueOn } = invoiceTerms;
const issued = (more: object = {}) => ({ type: "invoice.issued", data: { ...invoiceTerms, ...more } });
const paid = (more: object) => ({
  type: "invoice.payment-received",
  data: {
    number: "INV-2026-000001",
    payment: { amount: eur(1), method: "transfer", paidOn: "2026-11-30" },
    paid: eur(1),
    balance: eur(9),
    ...more,
  },
});
const invoiceTurn = (past: Past) => turnOf(markInvoiceOverdue, invoice, past);

describe("a quote", () => {
  test("lapses on the day after the last one on which it may be accepted", () => {
    const { lines: _, ...offered } = terms;
    const sent = (validUntil: string) => ({
      type: "quote.sent",
      data: { ...offered, validUntil, hash: "0".repeat(64) },
    });
    expect(turnOf(expireSentQuote, quote, sent("2026-12-31"))).toEqual({ day: "2027-01-01" });
    expect(turnOf(expireSentQuote, quote, sent("2028-02-28"))).toEqual({ day: "2028-02-29" });
  });

  test("without end, written as the last day of all, never lapses", () => {
    const { lines: _, ...offered } = terms;
    const data = { ...offered, validUntil: "9999-12-31", hash: "0".repeat(64) };
    expect(turnOf(expireSentQuote, quote, { type: "quote.sent", data })).toBeUndefined();
    expect(addDays("9999-12-30", 1)).toBe("9999-12-31");
    expect(addDays("9999-12-20", 30)).toBe("9999-12-31");
  });
});

describe("an invoice", () => {
  test("is asked about on the day after it is due, or after the first part of it is", () => {
    expect(invoiceTurn(issued())).toEqual({ day: addDays(dueOn, 1) });
    const instalments = [
      { dueOn: "2026-11-30", amount: eur(50) },
      { dueOn: "2026-12-31", amount: eur(50) },
    ];
    expect(invoiceTurn(issued({ instalments }))).toEqual({ day: "2026-12-01" });
  });

  test("of which nothing is to be paid is never asked about", () => {
    expect(invoiceTurn(issued({ totals: sums(0, 0) }))).toBeUndefined();
  });

  test("moves on with each payment to the part that is due next", () => {
    expect(invoiceTurn(paid({ nextDueOn: "2026-12-31" }))).toEqual({ day: "2027-01-01" });
  });

  test("that is overdue, or has nothing due, is not asked about after a payment", () => {
    expect(invoiceTurn(paid({ nextDueOn: "2026-11-20", overdue: true }))).toBeUndefined();
    expect(invoiceTurn(paid({}))).toBeUndefined();
  });
});

describe("a lead", () => {
  test("is asked about when its time for a first response has passed, if it has one", () => {
    const captured = (more: object) => ({
      type: "lead.captured",
      data: { topic: "Tea", lastName: "Anders", ...more },
    });
    const respondBy = "2026-11-23T09:30:00.000Z";
    expect(turnOf(missFirstResponse, lead, captured({ respondBy }))).toEqual({ instant: respondBy });
    expect(turnOf(missFirstResponse, lead, captured({}))).toBeUndefined();
  });

  test("that waits for a member of its team is asked about when somebody can take it", () => {
    const queued = (more: object) => ({ type: "team.queued", data: { lead: "lea_0000000001", ...more } });
    const wakeAt = "2026-11-30T08:00:00.000Z";
    expect(turnOf(giveWaitingLeads, team, queued({ wakeAt }))).toEqual({ instant: wakeAt });
    expect(turnOf(giveWaitingLeads, team, queued({}))).toBeUndefined();
  });
});

/** What a timer does itself, or what changes nothing of when its time comes. */
const unheededBy: Readonly<Record<string, readonly string[]>> = {
  "expire-quote": ["quote.expired"],
  "mark-overdue": ["invoice.overdue"],
  "miss-response": [
    "lead.changed",
    "lead.enriched",
    "lead.response-missed",
    "lead.absorbed",
    "lead.told-apart",
  ],
  "give-waiting": ["team.turned-away", "team.retired"],
};

describe.each(timers)("the timer $name", (timer) => {
  const { home, from } = timer.action;

  test("asks without input what nobody else may ask, and a repeat of it is accepted", () => {
    expect(timer.action.roles).toEqual([]);
    expect(timer.action.route).toBeUndefined();
    expect(timer.action.prepare({})).toMatchObject({ ok: true });
  });

  test("is cleared by whatever ends what it waits for, in every life", () => {
    const ends = Object.values(lives[home.name] ?? {}).flatMap((life) => {
      const events = eventsOf(home, life);
      return events.filter((event, at) => {
        const before = home.fold(events.slice(0, at)).status;
        const after = home.fold(events.slice(0, at + 1)).status;
        return from.includes(before) && !from.includes(after);
      });
    });
    // One that nothing clears waits in every status.
    expect(ends.length > 1).toBe(!timer.several);
    const left = ends.filter((event) => !timer.types.includes(event.type) || timer.turn(event) !== "clear");
    expect(left.map(({ type }) => type)).toEqual([]);
  });

  test("heeds all that can happen meanwhile, but for what it does itself and who handles the record", () => {
    const unheeded = Object.entries(home.events)
      .filter(([, event]) => event.from.some((status) => from.includes(status)))
      .map(([type]) => type)
      .filter((type) => !timer.types.includes(type) && !/\.(?:assigned|ticked|migrated)$/.test(type));
    expect(unheeded).toEqual(unheededBy[timer.name]);
  });

  test("throws on an event that it does not wait for", () => {
    const [paid] = eventsOf(home, [{ type: "credit-note.issued", data: {} }]);
    expect(() => timer.turn(paid)).toThrow(`${timer.name} does not wait for credit-note.issued`);
  });
});

test("too early is a refusal that names the day on which to ask again, with its figures", () => {
  expect(tooEarly("Too early", "2026-12-01", { balance: 5 })).toEqual({
    ok: false,
    code: "rule_broken",
    message: "Too early",
    details: { balance: 5, notBefore: "2026-12-01" },
  });
});

test("each timer has a name of its own that fits into the name of a schedule", () => {
  expect(new Set(timers.map(({ name }) => name)).size).toBe(timers.length);
  expect(timers.filter(({ name }) => !/^[a-z-]{1,20}$/.test(name))).toEqual([]);
});
