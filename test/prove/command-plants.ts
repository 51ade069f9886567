import {
  answered,
  assigned,
  commandOf,
  eventOf,
  happened,
  isEvent,
  isReceipt,
  isRecord,
  itemOf,
  type Plant,
  plus,
  receipt,
  swap,
} from "./plant.ts";

/** What may be wrong with commands and their receipts. */
export const commandPlants: readonly Plant[] = [
  [
    "a command that was acknowledged and has no receipt",
    ["I1"],
    (history) =>
      swap(
        history,
        itemOf(history, (item) => isReceipt(item, "http:ann:", 2)),
      ),
  ],
  [
    "an effect that was done twice, with two receipts",
    ["I1"],
    (history) => {
      const item = itemOf(history, (each) => isReceipt(each, "http:ann:", 1));
      return plus(history, { ...item, pk: "receipt#http:ann:other" });
    },
  ],
  [
    "a receipt of a version at which nothing was committed",
    ["I1"],
    (history) => {
      const item = itemOf(history, (each) => isReceipt(each, "http:ann:", 2));
      return swap(history, item, { ...item, version: Number(item["version"]) - 1 });
    },
  ],
  [
    "a receipt of fewer events than there are",
    ["I1"],
    (history) => {
      const item = itemOf(history, (each) => isReceipt(each, "http:ann:", 2));
      return swap(history, item, { ...item, events: 1 });
    },
  ],
  [
    "an answer that tells of another version than its receipt",
    ["I1"],
    (history) => {
      const asked = commandOf(history, 200, "/send");
      return answered(
        history,
        asked,
        asked.answers.map((each) =>
          each === "lost" ? each : { ...each, body: { ...Object(each.body), version: 9 } },
        ),
      );
    },
  ],
  [
    "an event that says it was committed with others",
    ["I1"],
    (history) => {
      const item = itemOf(history, isEvent(eventOf(history, "lead.captured").id));
      return swap(history, item, { ...item, commit: { first: 1, last: 2 } });
    },
  ],
  [
    "a command that was refused and has a receipt",
    ["I1"],
    (history) => {
      const { key } = commandOf(history, 409);
      return plus(history, receipt(`http:ann:${key}`, eventOf(history, "quote.accepted"), 0));
    },
  ],
  ["an event that no command has made", ["I1"], (history) => happened(history, assigned(history), true)],
  [
    "a receipt of a record that is not there",
    ["I1"],
    (history) => {
      const event = { ...eventOf(history, "lead.captured"), record: "lea_9999999999" };
      return plus(history, receipt("http:ann:nobody", event, 1));
    },
  ],
  [
    "events of a record that is not there",
    ["I1"],
    (history) => swap(history, itemOf(history, isRecord(eventOf(history, "lead.disqualified").record))),
  ],
  [
    "a record that is there and has no events",
    ["I1"],
    (history) => {
      const item = itemOf(history, isRecord(eventOf(history, "lead.disqualified").record));
      const key = { pk: "activity#act_9999999999", id: "act_9999999999", stage: "activity" };
      return plus(history, { ...item, ...key });
    },
  ],
  [
    "another answer to the same key",
    ["I7"],
    (history) => {
      const asked = commandOf(history, 200, "/qualify");
      const [one] = asked.answers;
      const other =
        one === undefined || one === "lost"
          ? "lost"
          : { ...one, body: { ...Object(one.body), owner: "bob" } };
      return answered(history, asked, [...asked.answers, other]);
    },
  ],
  [
    "another status to the same key",
    ["I7"],
    (history) => {
      const asked = commandOf(history, 201);
      const [one] = asked.answers;
      return answered(history, asked, [
        ...asked.answers,
        one === undefined || one === "lost" ? "lost" : { ...one, status: 200 },
      ]);
    },
  ],
  [
    "a command that was done, and then refused",
    ["I7"],
    (history) => {
      const asked = commandOf(history, 200, "/accept");
      return answered(history, asked, [...asked.answers, { status: 409, body: { code: "wrong_state" } }]);
    },
  ],
  [
    "one key that did two requests",
    ["I7"],
    (history) => {
      const asked = commandOf(history, 200, "/accept");
      return { ...history, commands: [...history.commands, { ...asked, body: { other: true } }] };
    },
  ],
];
