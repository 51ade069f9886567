import { customer, delivery, eur, ids, invoiceTerms, lines, sums, terms, totals } from "./samples.ts";

/** Something that happened, as a test tells it. */
export interface Past {
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
}

function past(type: string, data: Past["data"] = {}): Past {
  return { type, data };
}

const captured = past("lead.captured", {
  topic: "Tea for the office",
  firstName: "Maria",
  lastName: "Anders",
  company: "Alfreds Futterkiste",
  email: "maria@alfreds.example",
  source: "web",
});
const { account, contact, opportunity } = ids;
const qualified = past("lead.qualified", {
  account,
  contact,
  opportunity,
  create: ["account", "contact", "opportunity"],
  lead: captured.data,
});

const opened = past("opportunity.opened", {
  ...customer,
  currency: "EUR",
  revenue: "calculated",
  estimatedRevenue: eur(0),
  lines: [],
  totals: sums(0, 0),
});
const priced = past("opportunity.changed", {
  before: { lines: [], totals: sums(0, 0), estimatedRevenue: eur(0) },
  after: { lines, totals, estimatedRevenue: totals.net },
});

const { lines: _, ...offered } = { ...terms, validUntil: "2026-12-31" };
const drafted = past("quote.drafted", terms);
const sent = past("quote.sent", offered);

const placed = past("order.placed", { ...terms, quote: ids.quote });
const { net: __, ...partOfLine } = { ...lines[0], quantity: "1", net: eur(0) };
const part = { ...delivery, complete: false, lines: [{ ...partOfLine, net: eur(1330) }] };
const rest = [{ ...partOfLine, quantity: "2", net: eur(2660) }, { ...lines[1] }];

const issued = past("invoice.issued", invoiceTerms);
const { lines: ___, ...billed } = invoiceTerms;
const payment = (amount: number, open: number) =>
  past("invoice.payment-received", {
    number: invoiceTerms.number,
    payment: { amount: eur(amount), method: "transfer", paidOn: "2026-11-30" },
    paid: eur(totals.total.minor - open),
    balance: eur(open),
  });
const first = { invoice: ids.invoice, fulfilment: 1 };

/** One life for each status of each stage: what happened to a record until it got there. */
export const lives: Readonly<Record<string, Readonly<Record<string, readonly Past[]>>>> = {
  lead: {
    none: [],
    new: [captured],
    contacted: [captured, past("lead.contacted")],
    qualified: [captured, qualified],
    disqualified: [captured, past("lead.disqualified", { reason: "lost" })],
  },
  account: { none: [], active: [past("account.opened", { name: "Alfreds Futterkiste" })] },
  contact: { none: [], active: [past("contact.added", { lastName: "Anders", account })] },
  product: {
    none: [],
    active: [
      past("product.added", { code: "CHAI", name: "Chai", prices: { EUR: "14.00" }, taxPercent: "10" }),
    ],
    retired: [
      past("product.added", { code: "CHAI", name: "Chai", prices: { EUR: "14.00" } }),
      past("product.retired", { code: "CHAI" }),
    ],
  },
  opportunity: {
    none: [],
    open: [opened, priced],
    "on-hold": [opened, priced, past("opportunity.held")],
    won: [opened, priced, past("opportunity.won", { wonOn: "2026-11-23", revenue: eur(0), openQuotes: [] })],
    lost: [
      opened,
      priced,
      past("opportunity.lost", { reason: "price", lostOn: "2026-11-23", openQuotes: [] }),
    ],
  },
  quote: {
    none: [],
    draft: [drafted],
    sent: [drafted, sent],
    accepted: [drafted, sent, past("quote.accepted", { ...terms, order: ids.order })],
    declined: [drafted, sent, past("quote.declined", offered)],
    revised: [drafted, sent, past("quote.revised", { ...terms, revisedBy: `${ids.quote}-r2` })],
    cancelled: [drafted, past("quote.cancelled", offered)],
  },
  order: {
    none: [],
    placed: [placed],
    "partly-fulfilled": [placed, past("order.fulfilled", part)],
    fulfilled: [placed, past("order.fulfilled", delivery)],
    invoiced: [
      placed,
      past("order.fulfilled", delivery),
      past("order.invoice-noted", first),
      past("order.invoiced", { invoices: [ids.invoice] }),
    ],
    cancelled: [placed, past("order.cancelled", { ...terms, quote: ids.quote })],
  },
  invoice: {
    none: [],
    issued: [issued],
    "partly-paid": [issued, payment(3909, 10_000)],
    paid: [issued, payment(13_909, 0), past("invoice.paid", { ...billed, paidOn: "2026-11-30" })],
    cancelled: [issued, past("invoice.cancelled", billed)],
  },
};

/** The delivery of what the sample order still has open when it is partly fulfilled. */
export const restOfOrder = { ...delivery, fulfilment: 2, lines: rest };
