import type { History } from "../../local/prove/history.ts";
import { eventOf, type Item, itemOf, type Plant, plus, retold, swap } from "./plant.ts";

const isPlace = (position: number) => (item: Item) =>
  item["position"] === position && item["nth"] === undefined;
const isEnd = ({ pk }: Item) => pk === "feed#end";

/** A history in which an item of the feed says something else. */
const other = (history: History, is: (item: Item) => boolean, change: (item: Item) => object): History => {
  const item = itemOf(history, is);
  return swap(history, item, { ...item, ...change(item) });
};

/** A place of a record that has a later one. */
const earlyPlace = (history: History): Item =>
  itemOf(
    history,
    (item) =>
      item["seq"] === 1 &&
      item["nth"] === undefined &&
      history.items.some(
        ({ record, seq, nth }) => record === item["record"] && seq === 2 && nth === undefined,
      ),
  );

/** What may be wrong with the feed. */
export const feedPlants: readonly Plant[] = [
  ["a place of the feed that is not there", ["I2"], (history) => swap(history, itemOf(history, isPlace(3)))],
  [
    "a feed that ends beyond its last place",
    ["I2"],
    (history) => other(history, isEnd, ({ last }) => ({ last: Number(last) + 1 })),
  ],
  [
    "an event that stands in the feed twice",
    ["I2"],
    (history) => {
      const end = Number(itemOf(history, isEnd)["last"]);
      const last = itemOf(history, isPlace(end));
      const sk = String(end + 1).padStart(10, "0");
      return plus(
        other(history, isEnd, () => ({ last: end + 1 })),
        { ...last, sk, position: end + 1 },
      );
    },
  ],
  [
    "two events of a record that stand in the feed the wrong way round",
    ["I2"],
    (history) => {
      const early = earlyPlace(history);
      const late = itemOf(
        history,
        ({ record, seq, nth }) => record === early["record"] && seq === 2 && nth === undefined,
      );
      const { pk, sk, position } = early;
      const swapped = swap(history, early, { ...late, pk, sk, position });
      return swap(swapped, late, { ...early, pk: late["pk"], sk: late["sk"], position: late["position"] });
    },
  ],
  [
    "a place that says another type than its event",
    ["I2"],
    (history) => other(history, isPlace(2), () => ({ type: "lead.merged" })),
  ],
  [
    "a place that was given before the one before it",
    ["I2"],
    (history) => other(history, isPlace(5), () => ({ fed: "2020-01-01T00:00:00.000Z" })),
  ],
  [
    "a record that is said to stand in the feed with more events than do",
    ["I2"],
    (history) =>
      other(
        history,
        ({ sk }) => sk === "FED",
        ({ last }) => ({ last: Number(last) + 1 }),
      ),
  ],
  [
    "an event that is missing among those of its deal in the feed",
    ["I2"],
    (history) =>
      swap(
        history,
        itemOf(history, ({ nth }) => nth === 2),
      ),
  ],
  [
    "an event that never reached the queue of the feed",
    ["I2"],
    (history) => {
      const at = history.delivered.findIndex(({ queue }) => queue === "append-feed");
      return { ...history, delivered: history.delivered.filter((_, index) => index !== at) };
    },
  ],
  [
    "an export that counts less than it should hold",
    ["I5"],
    (history) =>
      retold(history, eventOf(history, "export.requested"), (data) => ({
        ...data,
        to: "2999-01-01T00:00:00.000Z",
      })),
  ],
];
