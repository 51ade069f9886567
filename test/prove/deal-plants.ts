import type { Envelope } from "../../domain/kernel/event.ts";
import type { History } from "../../local/prove/history.ts";
import { born, eventOf, itemOf, minor, type Plant, plus, receipt, replaced, retold, swap } from "./plant.ts";

const second = (history: History): Envelope => {
  const event = eventOf(history, "order.placed");
  return { ...event, record: "ord_9999999999", id: "ord_9999999999#1" };
};

/** What may be wrong between the records of a deal. */
export const dealPlants: readonly Plant[] = [
  [
    "a second order of a quote",
    ["I4", "I8"],
    (history) => {
      const event = second(history);
      return plus(born(history, event), receipt(`place-order@${event.causedBy}@${event.record}`, event, 1));
    },
  ],
  ["a number that is skipped", ["I4"], (history) => replaced(history, "INV-2026-000002", "INV-2026-000009")],
  [
    "a number that is given twice",
    ["I4"],
    (history) => replaced(history, "INV-2026-000002", "INV-2026-000001"),
  ],
  [
    "a number of a credit note that is given twice",
    ["I4"],
    (history) => replaced(history, "CN-2026-000002", "CN-2026-000001"),
  ],
  [
    "a number that its process cannot have given",
    ["I4"],
    (history) => replaced(history, "INV-2026-000002", "INV-2026-2b"),
  ],
  [
    "a series that has given more numbers than there are documents",
    ["I4"],
    (history) => {
      const item = itemOf(history, (each) => each["sk"] === "SERIES");
      return swap(history, item, { ...item, last: Number(item["last"]) + 1 });
    },
  ],
  [
    "a second invoice, of a bill that is none",
    ["I4", "I8"],
    (history) => {
      const event = eventOf(history, "invoice.issued");
      const again = { ...event, record: `${event.record}-9`, id: `${event.record}-9#1` };
      const number = { ...again.data, number: "INV-2026-000005" };
      const made = born(history, { ...again, data: number });
      const series = itemOf(made, (each) => each["pk"] === "series#invoice#2026");
      const proof = receipt(`issue-invoice@${event.causedBy}@${again.record}`, again, 1);
      const note = receipt(
        `note-invoice@${again.id}@${String(event.data["order"])}`,
        eventOf(history, "order.placed"),
        0,
      );
      const delivered = ["note-invoice", "set-timers"].map((queue) => ({ queue, event: again.id }));
      const whole = { ...made, delivered: [...made.delivered, ...delivered] };
      return plus(swap(whole, series, { ...series, last: 5 }), proof, note);
    },
  ],
  [
    "more paid than is owed, and kept for nobody",
    ["I5"],
    (history) =>
      retold(history, eventOf(history, "invoice.payment-received"), ({ payment, paid, ...data }) => ({
        ...data,
        payment: { ...Object(payment), amount: minor(Object(payment).amount, 1000) },
        paid: minor(paid, 1000),
      })),
  ],
  [
    "an invoice that says more paid than came in",
    ["I5"],
    (history) =>
      retold(history, eventOf(history, "invoice.payment-received"), ({ paid, ...data }) => ({
        ...data,
        paid: minor(paid, 1),
      })),
  ],
  [
    "an order that comes to a cent more than its lines and its quote",
    ["I5"],
    (history) =>
      retold(history, eventOf(history, "order.placed"), ({ totals, ...data }) => ({
        ...data,
        totals: { ...Object(totals), total: minor(Object(totals).total, 1) },
      })),
  ],
  [
    "an invoice of a cent more than was billed",
    ["I5"],
    (history) =>
      retold(history, eventOf(history, "invoice.issued"), ({ totals, ...data }) => ({
        ...data,
        totals: {
          ...Object(totals),
          net: minor(Object(totals).net, 1),
          total: minor(Object(totals).total, 1),
        },
      })),
  ],
  [
    "more billed than was delivered",
    ["I5", "I6"],
    (history) =>
      retold(history, eventOf(history, "order.fulfilled"), ({ lines, ...data }) => ({
        ...data,
        lines: [...Object(lines)].map((line) => ({ ...line, quantity: "0.5" })),
      })),
  ],
  [
    "more credited than was invoiced",
    ["I5"],
    (history) =>
      retold(history, eventOf(history, "invoice.credited"), ({ totals, ...data }) => ({
        ...data,
        totals: { ...Object(totals), total: minor(Object(totals).total, 100_000) },
      })),
  ],
];
