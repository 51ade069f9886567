import { describe, expect, test } from "vitest";
import { cancelInvoice, creditInvoice, creditReturn } from "../../domain/invoice/credit.ts";
import { MAX_CREDITS } from "../../domain/invoice/credited.ts";
import { invoice } from "../../domain/invoice/invoice.ts";
import { eventsOf, given } from "../support/given.ts";
import { lives } from "../support/lives.ts";
import { eur, ids } from "../support/samples.ts";

const paid = lives["invoice"]?.["paid"] ?? [];
const first = { lines: [{ line: 1 }] };

/** The sample invoice of 3 packs at 13.30 and an hour at 80.00, after this credit. */
function credited(input: object) {
  return given(invoice, "issued", ...given(invoice, "issued").when(creditInvoice, input).events);
}

describe("goods that come back", () => {
  const back = { return: 1, lines: [{ line: 1, quantity: "2" }], reason: "broken" };

  test("are credited once for each return", () => {
    const { record, events } = given(invoice, "issued")
      .when(creditReturn, back)
      .accepted(["invoice.credited"]);
    expect(events[0]?.data).toMatchObject({ return: 1, reason: "broken", totals: { total: eur(2926) } });
    given(invoice, "issued", ...events)
      .when(creditReturn, back)
      .accepted([]);
    expect(record.credits).toMatchObject([{ return: 1 }]);
  });

  test("what was credited by hand before is not credited again", () => {
    const { events } = credited({ lines: [{ line: 1, quantity: "2" }] }).when(creditReturn, back);
    expect(events[0]?.data).toMatchObject({ lines: [{ line: 1, quantity: "1" }] });
    credited(first).when(creditReturn, back).accepted([]);
    given(invoice, "cancelled").when(creditReturn, back).accepted([]);
    const tooMuch = { return: 2, lines: [{ line: 2, amount: eur(9000) }] };
    const { record } = credited(first).when(creditReturn, tooMuch);
    expect(record.credited?.lines).toMatchObject([{ line: 1 }, { line: 2, net: eur(8000) }]);
  });

  test("when all came back the invoice is cancelled, and says that it is not to be billed again", () => {
    const all = { return: 1, lines: [{ line: 1 }, { line: 2 }] };
    const { events } = given(invoice, "paid").when(creditReturn, all);
    expect(events.map(({ type }) => type)).toEqual(["invoice.credited", "invoice.cancelled"]);
    expect(events[1]?.data).toMatchObject({ order: ids.order, returned: true });
    expect(given(invoice, "paid").when(cancelInvoice, {}).events[1]?.data).not.toHaveProperty("returned");
  });

  test("is credited even when nobody may ask for one more credit note", () => {
    const cent = { lines: [{ line: 2, amount: eur(1) }] };
    const some = given(invoice, "issued").when(creditInvoice, cent).events;
    const past = Array.from({ length: MAX_CREDITS - 1 }, () => some).flat();
    const full = given(invoice, "issued", ...past);
    full.when(creditInvoice, cent).refused("rule_broken", `last of ${MAX_CREDITS} credit notes`);
    full.when(creditReturn, back).accepted(["invoice.credited"]);
  });

  test("an invoice that was paid and then cancelled no longer says when it was paid", () => {
    const { record, events } = given(invoice, "paid").when(cancelInvoice, {});
    expect(Object.keys(invoice.fold(eventsOf(invoice, [...paid, ...events])))).not.toContain("paidOn");
    expect(record.status).toBe("cancelled");
  });

  test("a line that is not on the invoice is refused", () => {
    given(invoice, "issued")
      .when(creditReturn, { return: 1, lines: [{ line: 9, quantity: "1" }] })
      .refused("rule_broken", "line 9: there is no such line", ["/lines/0/line"]);
  });
});
