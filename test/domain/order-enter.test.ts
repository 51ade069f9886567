import { expect, test } from "vitest";
import { account } from "../../domain/account/account.ts";
import { contact } from "../../domain/contact/contact.ts";
import { enterOrder } from "../../domain/order/enter.ts";
import { order } from "../../domain/order/order.ts";
import { product } from "../../domain/product/product.ts";
import { given, other } from "../support/given.ts";
import { listOf } from "../support/pricing.ts";
import { eur, ids, lineInputs } from "../support/samples.ts";

const others = [
  other(account, ids.account, "active"),
  other(contact, ids.contact, "active"),
  other(product, ids.product, "active"),
];
const input = { account: ids.account, topic: "Tea", currency: "EUR", lines: lineInputs };

test("an order without a quote begins a deal of its own, priced as it was entered", () => {
  const more = {
    contact: ids.contact,
    reference: "PO 7",
    discount: { percent: "10" },
    paymentTerms: { days: 7 },
  };
  const { record, events } = given(order)
    .when(enterOrder, { ...input, ...more }, { others })
    .accepted(["order.placed"]);
  expect(record).toMatchObject({
    status: "placed",
    account: ids.account,
    contact: ids.contact,
    reference: "PO 7",
    owner: "ann",
    process: { name: "lean", version: 0 },
    paymentTerms: { days: 7 },
    invoicing: "on-fulfilment",
    totals: { lines: eur(11_990), discount: eur(1199), net: eur(10_791) },
  });
  expect(events[0]?.data).not.toHaveProperty("quote");
});

test("its products have the prices of the catalogue, its process says how it is invoiced", () => {
  const lines = [{ product: ids.product, quantity: "2" }];
  const asked = { ...input, lines, process: "default", invoicing: "on-order", owner: "bob" };
  const { record, next } = given(order)
    .when(enterOrder, asked, { others })
    .accepted(["order.placed", "order.billed"]);
  expect(record.lines).toMatchObject([{ description: "Chai", unitPrice: "14.00", net: eur(2800) }]);
  expect(record).toMatchObject({ process: { name: "default" }, owner: "bob" });
  expect(next).toEqual({ invoice: "inv_0000000001-1" });
});

test("its currency is that of the organisation unless another is said, for its prices too", () => {
  const { currency: _, ...unsaid } = { ...input, lines: [{ product: ids.product, quantity: "2" }] };
  const { record } = given(order).when(enterOrder, unsaid, { others }).accepted(["order.placed"]);
  expect(record).toMatchObject({ currency: "EUR", totals: { net: eur(2800) } });
});

test("without a currency, prices are from the default list of the organisation's currency", () => {
  const { currency: _, ...unsaid } = { ...input, lines: [{ product: ids.product, quantity: "2" }] };
  const lists = [listOf(1, "13.00", { isDefault: true })];
  const { record } = given(order).when(enterOrder, unsaid, { others: [...others, ...lists] });
  expect(record).toMatchObject({ lines: [{ unitPrice: "13.00" }], totals: { net: eur(2600) } });
});

test("it needs a customer that there is, a line, and a process that there is", () => {
  const { account: _, ...nobody } = input;
  const ask = (asked: object) => given(order).when(enterOrder, asked, { others });
  ask(nobody).refused("invalid_input", "needs an account or a contact", ["/account"]);
  ask({ ...input, account: "acc_0000000009" }).refused("rule_broken", "There is no account", ["/account"]);
  ask({ ...input, contact: "con_0000000009" }).refused("rule_broken", "There is no contact", ["/contact"]);
  ask({ ...input, lines: [] }).refused("rule_broken", "at least one line", ["/lines"]);
  ask({ ...input, process: "other" }).refused("rule_broken", "There is no process", ["/process"]);
  ask({ ...input, depositPercent: "101" }).refused("invalid_input", "at most 100", ["/depositPercent"]);
  ask({ ...input, lines: [{ product: "pro_0000000009", quantity: "1" }] }).refused(
    "rule_broken",
    "There is no product",
    ["/lines/0/product"],
  );
});

test("instalments that are not the whole are refused", () => {
  const parts = [
    { percent: "30", days: 0 },
    { percent: "60", days: 30 },
  ];
  given(order)
    .when(enterOrder, { ...input, paymentTerms: { days: 30, instalments: parts } }, { others })
    .refused("rule_broken", "they are 90 %", ["/paymentTerms/instalments"]);
});
