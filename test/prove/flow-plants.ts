import {
  assigned,
  eventOf,
  isEvent,
  isReceipt,
  type Item,
  itemOf,
  moved,
  type Plant,
  plus,
  swap,
} from "./plant.ts";

const notedOnce = (item: Item) => isReceipt(item, "note-quote@", 0);

/** What may be wrong with events on their way, and with the end. */
export const flowPlants: readonly Plant[] = [
  [
    "an event that was never published",
    ["I2"],
    (history) => ({ ...history, published: history.published.slice(1) }),
  ],
  [
    "an event that was published with other words",
    ["I2"],
    (history) => {
      const [one, ...rest] = history.published;
      return { ...history, published: [{ type: one?.type ?? "", detail: `${one?.detail} ` }, ...rest] };
    },
  ],
  [
    "an event that was published as another type",
    ["I2"],
    (history) => ({
      ...history,
      published: history.published.map((each, index) =>
        index === 3 ? { ...each, type: "lead.merged" } : each,
      ),
    }),
  ],
  [
    "an event that was published and never happened",
    ["I2"],
    (history) => {
      const detail = JSON.stringify(assigned(history));
      return { ...history, published: [...history.published, { type: "quote.assigned", detail }] };
    },
  ],
  [
    "an event that never reached a reaction",
    ["I2"],
    (history) => ({
      ...history,
      delivered: history.delivered.filter(({ queue }) => queue !== "win-opportunity"),
    }),
  ],
  [
    "an event that never reached the timers",
    ["I2"],
    (history) => ({ ...history, delivered: history.delivered.filter(({ queue }) => queue !== "set-timers") }),
  ],
  [
    "an event in a queue that does not wait for it",
    ["I2"],
    (history) => {
      const { id } = eventOf(history, "lead.captured");
      return { ...history, delivered: [...history.delivered, { queue: "place-order", event: id }] };
    },
  ],
  ["a reaction that has not done its action", ["I2"], (history) => swap(history, itemOf(history, notedOnce))],
  [
    "an event that was caused by one that is not there",
    ["I1"],
    (history) => {
      const event = eventOf(history, "contact.added");
      const other = moved(event, { causedBy: "lea_9999999999#2" });
      const item = itemOf(history, isEvent(event.id));
      const published = history.published.map((each) =>
        each.detail === JSON.stringify(event) ? { ...each, detail: String(other) } : each,
      );
      return { ...swap(history, item, { ...item, envelope: other }), published };
    },
  ],
  [
    "a message that still waits",
    ["I8"],
    (history) => ({ ...history, waiting: [...history.waiting, { queue: "place-order", messages: 1 }] }),
  ],
  [
    "a commit whose events the bus refuses",
    ["I8"],
    (history) => plus(history, { pk: "unpublished#aside", sk: "2026-11-26T00:00:00.000Z#lea_1" }),
  ],
  [
    "a mark of a commit that never was",
    ["I8"],
    (history) => plus(history, { pk: "unpublished#1", sk: "2026-11-26T00:00:00.000Z#lea_1" }),
  ],
  [
    "a deal that was led to its end and has not ended",
    ["I8"],
    (history) => ({
      ...history,
      finished: [String(itemOf(history, (item) => item["status"] === "new")["dealId"])],
    }),
  ],
  [
    "a claim of a lead that never came",
    ["I8"],
    (history) =>
      plus(history, { pk: "claim#lead#email:x@y.example", sk: "CLAIM", holder: "lea_9999999999", at: "" }),
  ],
];
