import { describe, expect, test } from "vitest";
import { setQuoteLines, sendQuote } from "../../domain/quote/actions.ts";
import { approveQuote, rejectQuote, requestApproval } from "../../domain/quote/approval.ts";
import { changeQuote } from "../../domain/quote/change.ts";
import { cancelQuote } from "../../domain/quote/end.ts";
import { quote } from "../../domain/quote/quote.ts";
import { type Circumstances, given } from "../support/given.ts";
import type { Past } from "../support/lives.ts";
import { eur, lineInputs, sums, terms } from "../support/samples.ts";

const drafted = { type: "quote.drafted", data: terms };
const day = { validUntil: "2026-12-31" };
const role = "finance" as const;
const limits = (approval: object): Circumstances => ({
  process: { approval: { role, ...approval } },
});
const low = limits({ total: { EUR: "100" } });
const by = (roles: readonly string[], circumstances = low) => ({ ...circumstances, roles });

/** What has happened once this was decided. */
function after(past: readonly Past[], outcome: { readonly events: readonly Past[] }): Past[] {
  return [...past, ...outcome.events];
}

const asked = after([drafted], given(quote, drafted).when(requestApproval, { note: "Big one" }, low));
const approved = after(asked, given(quote, ...asked).when(approveQuote, {}, by(["finance"])));

describe("a quote above the limits of its process", () => {
  test("is sent only when it is approved: the refusal has the figures and says what to do", () => {
    const refused = given(quote, drafted).when(sendQuote, day, low);
    refused.refused("rule_broken", "total 139.09 EUR, at most 100 EUR. Ask with request-approval");
    expect(refused.refusal?.details).toEqual({
      above: [{ limit: "total", asked: "139.09 EUR", allowed: "100 EUR" }],
    });
    given(quote, ...approved)
      .when(sendQuote, day, low)
      .accepted(["quote.sent"]);
  });

  test.each([
    ["the total with tax is the limit", { total: { EUR: "139.09" } }, true],
    ["the total is a cent above it", { total: { EUR: "139.08" } }, false],
    ["the limit is in another currency", { total: { USD: "1" } }, true],
    ["the discounts are the limit: 2.10 of 122.00", { discountPercent: "1.7214" }, true],
    ["the discounts are above it", { discountPercent: "1.7213" }, false],
  ])("can be sent or not when %s", (_, approval, allowed) => {
    const outcome = given(quote, drafted).when(sendQuote, day, limits(approval));
    if (allowed) outcome.accepted(["quote.sent"]);
    else outcome.refused("rule_broken", "must be approved");
  });

  test("counts the discounts of its lines and of the whole document together", () => {
    const sold = { lines: lineInputs, discount: { amount: eur(1010) } };
    const changed = after([drafted], given(quote, drafted).when(setQuoteLines, sold));
    const refused = given(quote, ...changed).when(sendQuote, day, limits({ discountPercent: "9.9" }));
    refused.refused("rule_broken", "discounts of 10 %, at most 9.9 %");
    given(quote, ...changed)
      .when(sendQuote, day, limits({ discountPercent: "10" }))
      .accepted(["quote.sent"]);
  });

  test("is never told to be at the limit that it is above", () => {
    const refused = given(quote, drafted).when(sendQuote, day, limits({ discountPercent: "1.7213" }));
    refused.refused("rule_broken", "discounts of 1.7214 %, at most 1.7213 %");
  });

  test("gives no discount by rounding a line to cents", () => {
    const lines = [{ description: "Screws", quantity: "1", unitPrice: "0.334" }];
    const changed = after([drafted], given(quote, drafted).when(setQuoteLines, { lines }));
    given(quote, ...changed)
      .when(sendQuote, day, limits({ discountPercent: "0" }))
      .accepted(["quote.sent"]);
  });

  test("is above them in a currency without cents as well", () => {
    const jpy = { minor: 0, currency: "JPY" };
    const none = { net: jpy, tax: jpy, total: jpy };
    const inYen = { type: "quote.drafted", data: { ...terms, currency: "JPY", lines: [], totals: none } };
    const lines = [{ description: "Chai", quantity: "1", unitPrice: "1500" }];
    const changed = after([inYen], given(quote, inYen).when(setQuoteLines, { lines }));
    const refused = given(quote, ...changed).when(sendQuote, day, limits({ total: { JPY: "1499" } }));
    refused.refused("rule_broken", "total 1500 JPY, at most 1499 JPY");
    given(quote, ...changed)
      .when(sendQuote, day, limits({ total: { JPY: "1500" } }))
      .accepted(["quote.sent"]);
  });

  test("is within the limits when nothing is sold for nothing", () => {
    const free = [{ description: "Sample", quantity: "1", unitPrice: "0" }];
    const changed = after([drafted], given(quote, drafted).when(setQuoteLines, { lines: free }));
    given(quote, ...changed)
      .when(sendQuote, day, limits({ discountPercent: "0" }))
      .accepted(["quote.sent"]);
  });
});

describe("asking for an approval", () => {
  test("makes the quote read-only, with who asked, why and the figures", () => {
    const { record } = given(quote, drafted).when(requestApproval, { note: "Big one" }, low);
    expect(record).toMatchObject({
      status: "in-approval",
      requestedBy: "ann",
      requestedAt: "2026-11-23T09:00:00.000Z",
      requestNote: "Big one",
      above: [{ limit: "total", asked: "139.09 EUR", allowed: "100 EUR" }],
    });
    const locked = given(quote, "in-approval");
    locked.when(setQuoteLines, { lines: lineInputs }).refused("wrong_state", "must be draft");
    locked.when(changeQuote, { topic: "Coffee" }).refused("wrong_state", "must be draft");
    locked.when(sendQuote, day).refused("wrong_state", "must be draft");
    locked.when(requestApproval, {}, low).refused("wrong_state", "must be draft");
  });

  test("is refused when there is nothing to approve", () => {
    given(quote, drafted).when(requestApproval, {}).refused("rule_broken", "needs no approval");
    given(quote, ...approved)
      .when(requestApproval, {}, low)
      .refused("rule_broken", "is approved as it is now");
    const empty = { type: "quote.drafted", data: { ...terms, lines: [], totals: sums(0, 0) } };
    given(quote, empty).when(requestApproval, {}, low).refused("rule_broken", "empty quote");
  });

  test("a quote that waits for it can be withdrawn", () => {
    given(quote, "in-approval").when(cancelQuote, {}).accepted(["quote.cancelled"]);
  });
});

describe("approving", () => {
  test("is for the role that the process names, and for admin", () => {
    given(quote, ...asked)
      .when(approveQuote, {}, by(["sales", "fulfilment"]))
      .refused("forbidden", "the role finance");
    given(quote, ...asked)
      .when(rejectQuote, { reason: "Too cheap" }, by(["sales"]))
      .refused("forbidden", "the role finance");
    given(quote, ...asked)
      .when(approveQuote, {}, by(["finance"]))
      .accepted(["quote.approved"]);
    given(quote, ...asked)
      .when(rejectQuote, { reason: "Too cheap" }, by(["admin"]))
      .accepted(["quote.rejected"]);
  });

  test("with four eyes is for somebody else than who asked", () => {
    const four = limits({ total: { EUR: "100" }, fourEyes: true });
    given(quote, ...asked)
      .when(approveQuote, {}, by(["finance"], four))
      .refused("forbidden", "somebody else must");
    const byBob = asked.map(({ type, data }) => ({ type, data: { ...data, by: "bob" } }));
    given(quote, ...byBob)
      .when(approveQuote, {}, by(["finance"], four))
      .accepted(["quote.approved"]);
    given(quote, ...asked)
      .when(rejectQuote, { reason: "Too cheap" }, by(["finance"], four))
      .accepted(["quote.rejected"]);
  });

  test("makes it a draft again that says who approved it, and when", () => {
    const { record } = given(quote, ...asked).when(approveQuote, { note: "Fine" }, by(["finance"]));
    expect(record).toMatchObject({
      status: "draft",
      approval: { by: "ann", at: "2026-11-23T09:00:00.000Z", note: "Fine" },
    });
    for (const name of ["requestedBy", "above", "rejection"]) expect(record).not.toHaveProperty(name);
  });

  test("or rejecting with a reason, which is told; it can be asked for again", () => {
    const outcome = given(quote, ...asked).when(rejectQuote, { reason: "Too cheap" }, by(["finance"]));
    expect(outcome.record).toMatchObject({
      status: "draft",
      rejection: { by: "ann", at: "2026-11-23T09:00:00.000Z", reason: "Too cheap" },
    });
    const rejected = given(quote, ...after(asked, outcome));
    rejected.when(sendQuote, day, low).refused("rule_broken", "must be approved");
    rejected.when(requestApproval, {}, low).accepted(["quote.approval-requested"]);
    given(quote, ...asked)
      .when(rejectQuote, {}, by(["finance"]))
      .refused("invalid_input", "", ["/reason"]);
  });

  test("and rejecting take the place of what was decided before", () => {
    const no = after(asked, given(quote, ...asked).when(rejectQuote, { reason: "No" }, by(["finance"])));
    const again = after(no, given(quote, ...no).when(requestApproval, {}, low));
    const { record } = given(quote, ...again).when(approveQuote, {}, by(["finance"]));
    expect(record).not.toHaveProperty("rejection");
    const other = after(approved, given(quote, ...approved).when(changeQuote, { note: "Free" }));
    const anew = after(other, given(quote, ...other).when(requestApproval, {}, low));
    const refused = given(quote, ...anew).when(rejectQuote, { reason: "No" }, by(["finance"]));
    expect(refused.record).not.toHaveProperty("approval");
  });

  test("of a process that has no limits any more is for whoever may send", () => {
    given(quote, ...asked)
      .when(approveQuote, {}, { roles: ["sales"] })
      .accepted(["quote.approved"]);
    given(quote, ...asked)
      .when(approveQuote, {}, { roles: ["fulfilment"] })
      .refused("forbidden");
  });
});

describe("an approval", () => {
  test("is void once the content is another, and holds again when it is what was approved", () => {
    const dearer = [{ ...lineInputs[0], quantity: "4" }, lineInputs[1]];
    const other = after(approved, given(quote, ...approved).when(setQuoteLines, { lines: dearer }));
    const refused = given(quote, ...other).when(sendQuote, day, low);
    refused.refused("rule_broken", "it has changed since it was approved");
    given(quote, ...other)
      .when(requestApproval, {}, low)
      .accepted(["quote.approval-requested"]);
    const back = after(other, given(quote, ...other).when(setQuoteLines, { lines: lineInputs }));
    given(quote, ...back)
      .when(sendQuote, day, low)
      .accepted(["quote.sent"]);
  });

  test("is of the payment terms too, but leaves the last day open", () => {
    const terms2 = { paymentTerms: { days: 90 } };
    const later = after(approved, given(quote, ...approved).when(changeQuote, terms2));
    given(quote, ...later)
      .when(sendQuote, day, low)
      .refused("rule_broken", "it has changed");
    const dated = after(approved, given(quote, ...approved).when(changeQuote, day));
    given(quote, ...dated)
      .when(sendQuote, {}, low)
      .accepted(["quote.sent"]);
  });
});
