import * as z from "zod";
import { type Line, MAX_LINES } from "../document/line.ts";
import { decimal, QuantityInput } from "../kernel/decimal.ts";
import { accept } from "../kernel/decision.ts";
import { childId, InvoiceId } from "../kernel/id.ts";
import { type FieldProblem, type Refusal, refuse } from "../kernel/refusal.ts";
import { Day, text } from "../kernel/text.ts";
import { MAX_FULFILMENTS, order, OrderTerms } from "./order.ts";

export const placeOrder = order.action("place", {
  summary: "Place the order of an accepted quote",
  roles: [],
  from: ["none"],
  input: OrderTerms,
  decide: (_, data) => accept({ type: "order.placed", data }),
});

type OrderLine = Line & { fulfilled: string };
type Asked = readonly { line: number; quantity: string }[];

const openOf = (line: OrderLine) => decimal(line.quantity).minus(line.fulfilled);

/** What is delivered of which line: everything open when nothing is said. */
function deliver(
  lines: readonly OrderLine[],
  asked: Asked | undefined,
): { ok: true; lines: Omit<Line, "net">[] } | Refusal {
  const wanted = asked ?? lines.map((line) => ({ line: line.line, quantity: openOf(line).toFixed() }));
  const fields: FieldProblem[] = [];
  const delivered: Omit<Line, "net">[] = [];
  const seen = new Set<number>();
  for (const [index, { line: number, quantity }] of wanted.entries()) {
    const found = lines.find((line) => line.line === number);
    if (found === undefined)
      fields.push({ pointer: `/lines/${index}/line`, message: `line ${number}: there is no such line` });
    else if (seen.has(number))
      fields.push({ pointer: `/lines/${index}/line`, message: `line ${number}: named twice` });
    else if (openOf(found).lt(quantity)) {
      const message = `line ${number}: ${openOf(found).toFixed()} open, ${quantity} asked`;
      fields.push({ pointer: `/lines/${index}/quantity`, message });
    } else if (decimal(quantity).gt(0)) {
      const { net: _, fulfilled: __, ...line } = found;
      delivered.push({ ...line, quantity });
    }
    seen.add(number);
  }
  if (fields.length > 0)
    return refuse("rule_broken", fields.map(({ message }) => message).join("; "), { fields });
  return { ok: true, lines: delivered };
}

function completes(lines: readonly OrderLine[], delivered: readonly Omit<Line, "net">[]): boolean {
  const now = new Map(delivered.map(({ line, quantity }) => [line, quantity]));
  return lines.every((line) =>
    openOf(line)
      .minus(now.get(line.line) ?? 0)
      .isZero(),
  );
}

export const fulfilOrder = order.action("fulfil", {
  summary: "Deliver lines of the order, or all that is open; an invoice for just these follows",
  roles: ["fulfilment"],
  from: ["placed", "partly-fulfilled"],
  input: z.strictObject({
    lines: z
      .array(z.strictObject({ line: z.int().min(1), quantity: QuantityInput }))
      .min(1, { error: "must name a line: leave lines out to deliver all that is open" })
      .max(MAX_LINES)
      .optional(),
    reference: text(100).optional(),
    fulfilledOn: Day.optional(),
  }),
  guard: ({ fulfilments }) =>
    fulfilments.length >= MAX_FULFILMENTS
      ? refuse(
          "rule_broken",
          `The order has ${MAX_FULFILMENTS} deliveries already, which is the most it can have`,
        )
      : undefined,
  decide(record, input, { today }) {
    const delivered = deliver(record.lines, input.lines);
    if (!delivered.ok) return delivered;
    const { opportunity, account, contact, topic, currency, quote, reference: orderReference } = record;
    const fulfilment = record.fulfilments.length + 1;
    const invoice = childId("inv", record.id, fulfilment);
    const data = {
      opportunity,
      account,
      contact,
      topic,
      currency,
      quote,
      orderReference,
      fulfilment,
      fulfilledOn: input.fulfilledOn ?? today,
      reference: input.reference,
      complete: completes(record.lines, delivered.lines),
      lines: delivered.lines,
    };
    return accept({ type: "order.fulfilled", data }, { next: { invoice } });
  },
});

export const cancelOrder = order.action("cancel", {
  summary: "Cancel an order of which nothing has been delivered",
  roles: ["sales", "fulfilment"],
  from: ["placed"],
  input: z.strictObject({ reason: text(1000).optional() }),
  decide: ({ opportunity, quote, totals }, { reason }) =>
    accept({ type: "order.cancelled", data: { opportunity, quote, totals, reason } }),
});

const Billed = z.strictObject({ invoice: InvoiceId, fulfilment: z.int().min(1) });

export const noteInvoice = order.action("note-invoice", {
  summary: "Note the invoice of a delivery; the order is invoiced when all is fulfilled and invoiced",
  roles: [],
  from: ["partly-fulfilled", "fulfilled"],
  input: Billed,
  decide({ fulfilments, status }, { invoice, fulfilment }) {
    if (fulfilments.some((known) => known.invoice === invoice)) return accept([]);
    const noted = { type: "order.invoice-noted", data: { invoice, fulfilment } } as const;
    const rest = fulfilments.filter((known) => known.fulfilment !== fulfilment);
    const invoices = rest.flatMap((known) => known.invoice ?? []);
    if (status !== "fulfilled" || invoices.length < rest.length) return accept(noted);
    return accept([noted, { type: "order.invoiced", data: { invoices: [...invoices, invoice] } }]);
  },
});

export const dropInvoice = order.action("drop-invoice", {
  summary: "Note that the invoice of a delivery was cancelled",
  roles: [],
  from: ["partly-fulfilled", "fulfilled", "invoiced"],
  input: Billed,
  decide({ fulfilments }, data) {
    const known = fulfilments.some(({ invoice }) => invoice === data.invoice);
    return known
      ? accept({ type: "order.invoice-cancelled", data })
      : refuse("wrong_state", `The invoice ${data.invoice} is not noted on the order yet`);
  },
});
