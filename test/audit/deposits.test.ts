import { expect, test } from "vitest";
import { judgeDeal } from "../../domain/audit/deal.ts";
import type { Envelope } from "../../domain/kernel/event.ts";
import { childId } from "../../domain/kernel/id.ts";
import { Sale } from "../support/sale.ts";

const line = { description: "Tea", quantity: "10", unitPrice: "10", taxPercent: "19" };
const sale = () => new Sale({ invoicing: "on-fulfilment", depositPercent: "30", lines: [line] }).deliver();

/** What is found when events are left out, as if what they tell had never been done. */
function without({ memory }: Sale, isLost: (event: Envelope) => boolean) {
  const events = memory.log.filter((event) => !isLost(event));
  const byRecord = Map.groupBy(events, ({ record }) => record);
  const records = memory.records().flatMap(({ stage, stored }) => {
    const own = byRecord.get(stored.id);
    return own === undefined ? [] : [{ stage, stored: { ...stored, state: stage.fold(own) } }];
  });
  return judgeDeal(records, events)
    .filter(({ text }) => text.includes("of its deposit"))
    .map(({ record, text, waits }) => ({ record, text, waits }));
}

const isCreditOf = (invoice: string) => (event: Envelope) =>
  (event.record === invoice && event.type !== "invoice.issued") ||
  event.record.startsWith(`${invoice}-c`.replace("inv", "cre"));

test("a deposit that is asked for still, though all that it was for came back, is found", () => {
  const sold = sale().back("10");
  const none = () => false;
  expect(without(sold, none)).toEqual([]);
  expect(without(sold, isCreditOf(childId("inv", sold.id, 1)))).toEqual([
    {
      record: sold.id,
      text: "It has ended, and of its deposit at S 19 3000 is asked for and 0 used",
      waits: true,
    },
  ]);
});

test("so is one of which too much was credited", () => {
  const sold = sale().back("8");
  expect(without(sold, () => false)).toEqual([]);
  const lost = isCreditOf(childId("inv", sold.id, 2));
  expect(without(sold, lost)).toMatchObject([
    { text: "It has ended, and of its deposit at S 19 2000 is asked for and 3000 used" },
  ]);
});
