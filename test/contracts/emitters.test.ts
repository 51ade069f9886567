import { describe, expect, test } from "vitest";
import { events } from "../../contracts/events.ts";
import { flow } from "../../domain/flow.ts";
import { timers } from "../../domain/timers.ts";
import { captureStep } from "../laws/capture-walk.ts";
import { memoryOf, step } from "../laws/walk.ts";
import { Deliveries, inOrder } from "../support/deliveries.ts";
import { diceOf } from "../support/dice.ts";
import type { Command, Memory } from "../support/memory.ts";

/** Which action made which type, by what really happened: "quote.send quote.sent". */
function watched(memory: Memory, into: Set<string>): Memory {
  const ask = memory.ask.bind(memory);
  memory.ask = (command: Command) => {
    const answer = ask(command);
    if (answer.ok) for (const { type } of answer.events) into.add(`${command.action.name} ${type}`);
    return answer;
  };
  return memory;
}

/** Some hundred businesses in which people sell, and things come in, until nothing waits. */
function happened(): ReadonlySet<string> {
  const seen = new Set<string>();
  for (let business = 1; business <= 60; business += 1) {
    const dice = diceOf(business);
    const memory = watched(memoryOf(business), seen);
    const deliveries = new Deliveries(memory, inOrder);
    const act = business % 3 === 0 ? captureStep : step;
    for (let turn = 0; turn < 60; turn += 1) {
      act(memory, dice.int(2 ** 30));
      if (dice.chance(60)) deliveries.all();
    }
  }
  return seen;
}

const said = new Set(
  events.flatMap(({ type, emitters }) => emitters.map(({ action }) => `${action} ${type}`)),
);

/** What takes a deposit, a time limit or two quotes at once: the sentences of their own actions see it. */
const rare = new Set([
  "contact.add contact.added",
  "invoice.credit invoice.paid",
  "invoice.credit-deposit invoice.cancelled",
  "invoice.credit-deposit invoice.credited",
  "invoice.credit-deposit invoice.paid",
  "invoice.credit-return invoice.paid",
  "lead.give lead.assigned",
  "lead.miss-response lead.response-missed",
  "opportunity.win-by-quote opportunity.order-added",
  "order.bill order.invoiced",
  "order.cancel-rest order.billed",
  "order.cancel-rest order.invoiced",
  "order.drop-invoice order.deposit-unused",
  "order.drop-invoice order.invoiced",
  "order.free-deposit order.deposit-unused",
  "order.free-deposit order.invoiced",
  "order.fulfil order.deposit-unused",
  "order.resume order.resumed",
  "order.return order.invoiced",
  "order.tick order.ticked",
  "price-list.set-entries price-list.entries-set",
  "quote.unlock quote.repriced",
  "submission.confirm submission.held",
  "submission.decide submission.rejected",
  "submission.release submission.held",
]);

describe("Who emits an event", () => {
  const seen = happened();

  test("is told of all that really happens", () => {
    expect(seen.size).toBeGreaterThan(70);
    expect([...seen].filter((pair) => !said.has(pair)).toSorted()).toEqual([]);
  });

  test("really happens, but for what such businesses hardly ever do", () => {
    const stages = new Set([...seen].map((pair) => pair.split(".")[0]));
    const unseen = [...said].filter((pair) => !seen.has(pair) && stages.has(pair.split(".")[0]));
    expect(unseen.filter((pair) => !rare.has(pair))).toEqual([]);
  });
});

describe("What follows from an event", () => {
  test("is what the flow and the timers say", () => {
    const told = events.flatMap(({ type, followers }) => followers.map(({ name }) => `${name} ${type}`));
    const is = [...flow, ...timers].flatMap(({ name, types }) => types.map((type) => `${name} ${type}`));
    expect(told.toSorted()).toEqual(is.toSorted());
  });
});
