import { describe, expect, test } from "vitest";
import { invoice } from "../../domain/invoice/invoice.ts";
import { issueInvoice } from "../../domain/invoice/issue.ts";
import { given, other } from "../support/given.ts";
import { account } from "../../domain/account/account.ts";
import { contact } from "../../domain/contact/contact.ts";
import { SELLER, seller } from "../../domain/seller/seller.ts";
import { eur, ids, invoiceTerms, lines, orderBill as input, totals } from "../support/samples.ts";

const first = { number: 1 };

/** The sample bill with other terms of payment. */
const agreed = (paymentTerms: object) => ({ ...input, paymentTerms });

describe("issuing an invoice", () => {
  test("it says just what was billed, with a number and a day until which it is due", () => {
    const { record, events } = given(invoice).when(issueInvoice, input, first).accepted(["invoice.issued"]);
    expect(events[0]?.data).toEqual({ ...invoiceTerms, fulfilment: 1 });
    expect(record).toMatchObject({ status: "issued", balance: totals.total, paid: eur(0), payments: [] });
    expect(record).toMatchObject({ credit: eur(0), nextDueOn: "2026-12-23" });
  });

  test("its number counts in the year of the organisation's day; it is due after the days of the organisation", () => {
    const at = { number: 1234, today: "2027-12-31", settings: { paymentDays: 14 } };
    const { record } = given(invoice).when(issueInvoice, input, at);
    expect(record).toMatchObject({ number: "INV-2027-001234", issuedOn: "2027-12-31", dueOn: "2028-01-14" });
    expect(issueInvoice.series).toBe("invoice");
  });

  test.each([
    ["R/{year}-{seq}", "R/2026-42"],
    ["{year}{seq:4}", "20260042"],
    ["INV {year} {seq:1}", "INV 2026 42"],
  ])("its number has the format of the process: %s is %s", (format, number) => {
    const numbers = { invoice: format, creditNote: "CN-{year}-{seq}" };
    const { record } = given(invoice).when(issueInvoice, input, { number: 42, process: { numbers } });
    expect(record.number).toBe(number);
  });

  test("a deposit is an invoice of its own kind", () => {
    const { deliveredOn: _, ...ahead } = input;
    const { record } = given(invoice).when(issueInvoice, { ...ahead, kind: "deposit" }, first);
    expect(record).toMatchObject({ kind: "deposit", bill: 1 });
    expect(record.deliveredOn).toBeUndefined();
  });

  test("an invoice over nothing is paid at once", () => {
    const free = { ...lines[0], discountPercent: "100", net: eur(0) };
    const sums = { net: eur(0), tax: eur(0), total: eur(0) };
    const outcome = given(invoice)
      .when(issueInvoice, { ...input, lines: [free], totals: sums }, first)
      .accepted(["invoice.issued", "invoice.paid"]);
    expect(outcome.record).toMatchObject({ status: "paid", paidOn: "2026-11-23", balance: eur(0) });
    expect(outcome.record.nextDueOn).toBeUndefined();
    expect(outcome.events[1]?.data).not.toHaveProperty("lines");
  });

  test("it is issued once", () => {
    given(invoice, "issued")
      .when(issueInvoice, input, { number: 2 })
      .refused("wrong_state", "exists already");
  });

  test.each([
    ["a line more than its sums", { lines: [...lines, { ...lines[0], line: 3 }] }],
    ["a tax that is in no row", { lines: [lines[0], { ...lines[1], taxPercent: "7" }] }],
    ["a net that is not that of its rows", { totals: { ...totals, net: eur(11_991) } }],
    ["a tax that is not that of its rows", { totals: { ...totals, tax: eur(1920), total: eur(13_910) } }],
    ["one row of tax twice", { totals: { ...totals, taxes: [...totals.taxes, totals.taxes[0]] } }],
    [
      "sums without taxes that are not those of the lines",
      { totals: { net: eur(1), tax: eur(0), total: eur(1) } },
    ],
    ["sums in other money", { currency: "USD" }],
    ["a total that is not net and tax", { totals: { ...totals, total: eur(13_910), payable: eur(13_910) } }],
    ["another amount to pay than the total", { totals: { ...totals, payable: eur(13_908) } }],
    [
      "a charge that is in no sum",
      { charges: [{ description: "Freight", amount: eur(1), taxPercent: "19" }] },
    ],
  ])("a bill with %s is refused", (_, wrong) => {
    given(invoice)
      .when(issueInvoice, { ...input, ...wrong }, first)
      .refused("rule_broken", "The sums are not those", ["/totals"]);
  });

  test("a bill with more taken off than its lines and charges are is refused", () => {
    const [ten, nineteen] = totals.taxes;
    const taxes = [{ ...ten, discount: eur(3992), charges: eur(1), taxable: eur(0), tax: eur(0) }, nineteen];
    const sums = { net: eur(8000), tax: eur(1520), total: eur(9520), payable: eur(9520), taxes };
    const charges = [{ description: "Freight", amount: eur(1), taxPercent: "10", taxCategory: "S" }];
    given(invoice)
      .when(issueInvoice, { ...input, charges, totals: { ...totals, ...sums } }, first)
      .refused("rule_broken", "The sums are not those");
  });
});

describe("who sells and who buys", () => {
  const profile = {
    name: "Tea House",
    legalName: "Tea House GmbH",
    address: { street: "Am Hafen 1", city: "Hamburg", postalCode: "20457", country: "DE" },
    taxIds: { vat: "DE123456789" },
    bank: { iban: "DE89370400440532013000" },
  };
  const company = {
    name: "Alfreds Futterkiste",
    legalName: "Alfreds Futterkiste AG",
    taxIds: { vat: "DE987654321" },
    endpoint: { scheme: "0088", id: "4012345000009" },
    address: { city: "Berlin", country: "DE" },
  };
  const person = { firstName: "Maria", lastName: "Anders", email: "maria@alfreds.example" };
  const sold = other(seller, SELLER, { type: "seller.changed", data: { after: profile } });
  const bought = other(account, ids.account, { type: "account.opened", data: company });
  const asked = other(contact, ids.contact, { type: "contact.added", data: person });
  const inBerlin = { ...person, address: { city: "Berlin" } };

  test("both are kept as they are on the day of issue, with the person to ask", () => {
    const others = [sold, bought, asked];
    const { record } = given(invoice).when(issueInvoice, input, { ...first, others });
    expect(record.seller).toEqual(profile);
    expect(record.buyer).toEqual({
      ...company,
      contact: { name: "Maria Anders", email: "maria@alfreds.example" },
    });
  });

  test("the address for bills goes before the address of the company", () => {
    const data = { ...company, billingAddress: { city: "Hamburg", country: "DE" } };
    const others = [other(account, ids.account, { type: "account.opened", data })];
    const { record } = given(invoice).when(issueInvoice, input, { ...first, others });
    expect(record.buyer?.address).toEqual({ city: "Hamburg", country: "DE" });
  });

  test("a person with names as long as they can be is named in full", () => {
    const data = { firstName: "M".repeat(100), lastName: "A".repeat(100) };
    const others = [bought, other(contact, ids.contact, { type: "contact.added", data })];
    const { record } = given(invoice).when(issueInvoice, input, { ...first, others });
    expect(record.buyer?.contact?.name).toBe(`${data.firstName} ${data.lastName}`);
  });

  test("without a company, the person buys", () => {
    const { account: _, ...personal } = input;
    const others = [other(contact, ids.contact, { type: "contact.added", data: inBerlin })];
    const { record } = given(invoice).when(issueInvoice, personal, { ...first, others });
    expect(record.buyer).toMatchObject({ name: "Maria Anders", address: { city: "Berlin" } });
  });

  test("a seller profile that is not set yet holds no invoice back", () => {
    const { record } = given(invoice).when(issueInvoice, input, { ...first, others: [bought] });
    expect(record.seller).toBeUndefined();
    expect(record.buyer).toEqual(company);
  });

  test("none of them is locked, or invoices of one customer would wait for one another", () => {
    const prepared = issueInvoice.prepare(input);
    const reads = prepared.ok ? prepared.reads : [];
    expect(reads.map(({ stage, unchecked }) => [stage.name, unchecked])).toEqual([
      ["seller", true],
      ["account", true],
      ["contact", true],
    ]);
  });
});

describe("when an invoice is due", () => {
  test("the terms of the bill go before those of the process, and these before the days of the organisation", () => {
    const process = { paymentTerms: { days: 10 } };
    const { record } = given(invoice).when(issueInvoice, input, { ...first, process });
    expect(record).toMatchObject({ dueOn: "2026-12-03", paymentTerms: { days: 10 } });
    const own = given(invoice).when(issueInvoice, agreed({ days: 5 }), { ...first, process });
    expect(own.record).toMatchObject({ dueOn: "2026-11-28", paymentTerms: { days: 5 } });
  });

  test("instalments add up to what is payable: the largest remainders get the cents that are left", () => {
    const third = { percent: "33.3333", days: 30 };
    const instalments = [{ ...third, days: 60 }, third, { percent: "33.3334", days: 90 }];
    const { record } = given(invoice).when(issueInvoice, agreed({ days: 30, instalments }), first);
    expect(record.instalments).toEqual([
      { dueOn: "2026-12-23", amount: eur(4636) },
      { dueOn: "2027-01-22", amount: eur(4636) },
      { dueOn: "2027-02-21", amount: eur(4637) },
    ]);
    expect(record).toMatchObject({ dueOn: "2027-02-21", nextDueOn: "2026-12-23" });
  });

  test("who pays early is let off a part of what is payable, rounded half up", () => {
    const terms = agreed({ days: 30, earlyPayment: { percent: "2", days: 10 } });
    const { record } = given(invoice).when(issueInvoice, terms, first);
    expect(record.earlyPayment).toEqual({ until: "2026-12-03", percent: "2", amount: eur(278) });
    const nothing = agreed({ days: 30, earlyPayment: { percent: "0", days: 10 } });
    expect(given(invoice).when(issueInvoice, nothing, first).record.earlyPayment).toBeUndefined();
  });
});
