import { shippedBook } from "../../domain/process/shipped.ts";
import { childId } from "../../domain/kernel/id.ts";
import { exportLives } from "./export-lives.ts";
import { formLives } from "./form-lives.ts";
import { importLives } from "./import-lives.ts";
import { assigningLives } from "./assigning-lives.ts";
import { intakeLives } from "./intake-lives.ts";
import { operatingLives } from "./operating-lives.ts";
import { subscribingLives } from "./subscribing-lives.ts";
import {
  creditTerms,
  customer,
  delivery,
  orderBill,
  eur,
  ids,
  invoiceTerms,
  lines,
  sums,
  terms,
  totals,
  quoteHash,
} from "./samples.ts";

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
const sent = past("quote.sent", { ...offered, hash: quoteHash });
const above = [{ limit: "total", asked: "139.09 EUR", allowed: "100 EUR" }];
const inApproval = past("quote.approval-requested", { ...offered, by: "ann", above });

const placed = past("order.placed", { ...terms, quote: ids.quote, invoicing: "on-fulfilment" });
const { net: __, ...partOfLine } = { ...lines[0], quantity: "1", net: eur(0) };
const part = { ...delivery, complete: false, lines: [{ ...partOfLine, net: eur(1330) }] };
const fulfilledInPart = [
  past("order.fulfilled", part),
  past("order.billed", { ...orderBill, lines: part.lines, totals: sums(1330, 133) }),
];
const fulfilled = [past("order.fulfilled", delivery), past("order.billed", orderBill)];
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
const credited = past("invoice.credited", {
  ...creditTerms,
  number: invoiceTerms.number,
  creditNote: childId("cre", ids.invoice, "c1"),
  complete: true,
  balance: eur(0),
  customerCredit: eur(0),
});
const overdue = { number: invoiceTerms.number, dueOn: invoiceTerms.dueOn };
const first = { invoice: ids.invoice, bill: 1 };

const standardRate = { code: "DE19", name: "Standard rate", category: "S", percent: "19" };
const listAdded = past("price-list.added", { name: "Retail", currency: "EUR", isDefault: true });
const tiers = [
  { from: "10", unitPrice: "12.50" },
  { from: "100", discountPercent: "20" },
];
const entriesSet = past("price-list.entries-set", {
  before: [],
  after: [{ product: ids.product, unitPrice: "13.00", tiers }],
});

const taskAdded = past("activity.added", {
  regarding: { stage: "quote", id: ids.quote },
  kind: "task",
  subject: "Call back",
  text: "About the delivery",
  dueOn: "2026-12-01",
  owner: "ann",
  open: true,
});

/** One life for each status of each stage: what happened to a record until it got there. */
export const lives: Readonly<Record<string, Readonly<Record<string, readonly Past[]>>>> = {
  ...intakeLives,
  ...formLives,
  ...importLives,
  ...assigningLives,
  ...operatingLives,
  ...subscribingLives,
  ...exportLives,
  lead: {
    none: [],
    new: [captured],
    contacted: [captured, past("lead.contacted")],
    qualified: [captured, qualified],
    disqualified: [captured, past("lead.disqualified", { reason: "lost" })],
    merged: [
      captured,
      past("lead.merged", {
        into: "lea_0000000009",
        intoDeal: "dea_0000000009",
        lead: captured.data,
        late: false,
      }),
    ],
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
  "tax-code": {
    none: [],
    active: [past("tax-code.added", standardRate)],
    retired: [past("tax-code.added", standardRate), past("tax-code.retired", { code: "DE19" })],
  },
  "price-list": {
    none: [],
    active: [listAdded, entriesSet],
    retired: [listAdded, entriesSet, past("price-list.retired", { name: "Retail" })],
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
    "in-approval": [drafted, inApproval],
    sent: [drafted, sent],
    accepted: [drafted, sent, past("quote.accepted", { ...terms, order: ids.order })],
    declined: [drafted, sent, past("quote.declined", offered)],
    expired: [drafted, sent, past("quote.expired", offered)],
    revised: [drafted, sent, past("quote.revised", { ...terms, revisedBy: `${ids.quote}-r2` })],
    cancelled: [drafted, past("quote.cancelled", offered)],
  },
  order: {
    none: [],
    placed: [placed],
    "on-hold": [placed, past("order.held", { reason: "Not paid yet" })],
    "partly-fulfilled": [placed, ...fulfilledInPart],
    fulfilled: [placed, ...fulfilled],
    invoiced: [
      placed,
      ...fulfilled,
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
    overdue: [issued, past("invoice.overdue", { ...overdue, overdue: totals.total, balance: totals.total })],
    "written-off": [
      issued,
      past("invoice.written-off", { number: invoiceTerms.number, amount: totals.total, reason: "insolvent" }),
    ],
    cancelled: [issued, credited, past("invoice.cancelled", billed)],
  },
  "credit-note": {
    none: [],
    issued: [
      past("credit-note.issued", { ...creditTerms, number: "CN-2026-000001", issuedOn: "2026-11-30" }),
    ],
  },
  activity: {
    none: [],
    open: [taskAdded],
    done: [taskAdded, past("activity.done", { kind: "task", subject: "Call back" })],
    deleted: [taskAdded, past("activity.deleted", { kind: "task" })],
  },
  process: { none: [], active: [past("process.changed", { after: shippedBook })] },
  seller: { none: [], active: [past("seller.changed", { after: { name: "Tea House GmbH" } })] },
};

/** The delivery of what the sample order still has open when it is partly fulfilled. */
export const restOfOrder = { ...delivery, fulfilment: 2, lines: rest };
