import {
  eventOf,
  happened,
  isEvent,
  isRecord,
  itemOf,
  minor,
  moved,
  next,
  type Plant,
  plus,
  receipt,
  retold,
  swap,
} from "./plant.ts";

/** What may be wrong with one record and its events. */
export const recordPlants: readonly Plant[] = [
  [
    "an event that is gone from the journal",
    ["I1", "I2", "I3", "I4", "I5"],
    (history) => swap(history, itemOf(history, isEvent(eventOf(history, "order.billed").id))),
  ],
  [
    "an event that is there twice",
    ["I1", "I2", "I3", "I6"],
    (history) => {
      const event = eventOf(history, "lead.disqualified");
      const again = { ...event, seq: 3, id: `${event.record}#3` };
      const item = itemOf(history, isEvent(event.id));
      return plus(history, { ...item, sk: "EVENT#0000000003", envelope: JSON.stringify(again) });
    },
  ],
  [
    "an event with another number",
    ["I1", "I2", "I3"],
    (history) => {
      const event = eventOf(history, "lead.disqualified");
      const item = itemOf(history, isEvent(event.id));
      return swap(history, item, { ...item, envelope: moved(event, { seq: 3, id: `${event.record}#3` }) });
    },
  ],
  [
    "an amount of a record that is a cent more than its events say",
    ["I3"],
    (history) => {
      const item = itemOf(history, isRecord(eventOf(history, "opportunity.won").record));
      const state = Object(item["state"]);
      return swap(history, item, { ...item, state: { ...state, wonRevenue: minor(state.wonRevenue, 1) } });
    },
  ],
  [
    "a record with another version than events",
    ["I3"],
    (history) => {
      const item = itemOf(history, isRecord(eventOf(history, "opportunity.won").record));
      return swap(history, item, { ...item, version: Number(item["version"]) + 1 });
    },
  ],
  [
    "a record that cannot be read",
    ["I3"],
    (history) => {
      const item = itemOf(history, isRecord(eventOf(history, "contact.added").record));
      return swap(history, item, { ...item, state: { status: "gone" } });
    },
  ],
  [
    "an event that says more than its contract",
    ["I3"],
    (history) => retold(history, eventOf(history, "lead.disqualified"), (data) => ({ ...data, mood: "sad" })),
  ],
  [
    "a record on the wrong board",
    ["I3"],
    (history) => {
      const item = itemOf(history, isRecord(eventOf(history, "opportunity.won").record));
      return swap(history, item, { ...item, board: "opportunity#open#1" });
    },
  ],
  [
    "a record that is not found by its key",
    ["I3"],
    (history) =>
      swap(
        history,
        itemOf(history, (item) => String(item["pk"]).startsWith("lookup#lead")),
      ),
  ],
  [
    "a copy of a record under a key that it has not",
    ["I3"],
    (history) => {
      const item = itemOf(history, (each) => String(each["pk"]).startsWith("lookup#lead"));
      return plus(history, { ...item, pk: "lookup#lead#email:x@y.example" });
    },
  ],
  [
    "a status that no event has led to",
    ["I6"],
    (history) => {
      const item = itemOf(history, isRecord(eventOf(history, "lead.disqualified").record));
      const board = String(item["board"]).replace("disqualified", "contacted");
      const state = { ...Object(item["state"]), status: "contacted" };
      return swap(history, item, { ...item, status: "contacted", board, state });
    },
  ],
  [
    "an event in a status that does not allow it",
    ["I6"],
    (history) => {
      const event = next(history, eventOf(history, "opportunity.won"), "opportunity.held", {});
      return plus(happened(history, event, false), receipt("http:ann:hold", event, 1));
    },
  ],
  [
    "an event that the stage does not have",
    ["I6"],
    (history) => {
      const event = next(history, eventOf(history, "opportunity.won"), "opportunity.vanished", {});
      return plus(happened(history, event, false), receipt("http:ann:vanish", event, 1));
    },
  ],
];
