import { describe, expect, test } from "vitest";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import type { Envelope } from "../../domain/kernel/event.ts";
import { eventItem } from "../../functions/runtime/items.ts";
import { judgeFlow } from "../../local/prove/judge-flow.ts";
import { ledgerOf } from "../../local/prove/ledger.ts";
import { currentOf, isOut, judgePublished } from "../../local/prove/judge-published.ts";
import { callEvent, callsIn, callVersions, mixedCalls } from "../support/versioned.ts";

const journaled = (event: Envelope) => ({ item: {}, text: JSON.stringify(event), envelope: event });
const kept = [{ events: mixedCalls.map(journaled) }];
const texts = (events: readonly Envelope[]) => events.map((event) => JSON.stringify(event));
const judged = (details: readonly string[], type = "lead.called", of = kept) =>
  judgePublished(
    details.map((detail) => ({ type, detail })),
    of,
    callVersions,
  ).map(({ text }) => text);

describe("What went out", () => {
  test("may be each version of what was committed, however often", () => {
    const all = [1, 2, 3].flatMap((v) => texts(callsIn(v)));
    expect(judged([...all, ...all])).toEqual([]);
  });

  test("must be just what that version of it is, word for word", () => {
    const [first = ""] = texts(callsIn(2));
    const wrong = [
      first.replace("Maria", "Marla"),
      `${first} `,
      first.replace('"v":2', '"v":3'),
      first.replace('"v":2', '"v":4'),
    ];
    for (const detail of wrong) {
      expect(judged([detail])).toEqual(["lea_0000000001#1 was published with other words than it has"]);
    }
  });

  test("must have happened, and goes out under its own type", () => {
    expect(judged(texts([callEvent(1, { name: "Maria Anders" }, 9)]))).toEqual([
      "lea_0000000001#9 was published and is not there",
    ]);
    expect(judged(["no event"])).toEqual(["no event was published and is not there"]);
    expect(judged(texts(callsIn(2).slice(0, 1)), "lead.closed")).toEqual([
      "lea_0000000001#1 was published as lead.closed",
    ]);
  });
});

describe("An event is out", () => {
  const [old = callEvent(1, {})] = mixedCalls;

  test("when its current version is, whether or not the one that was committed still goes out", () => {
    expect(isOut(journaled(old), texts(callsIn(3).slice(0, 1)), callVersions)).toBe(true);
    expect(isOut(journaled(old), texts([old]), callVersions)).toBe(false);
    expect(isOut(journaled(old), texts([old]), new Map())).toBe(true);
  });

  test("as it is when no other version can be made of it", () => {
    for (const odd of [callEvent(1, { nom: "Maria" }), callEvent(4, { name: "Maria" })]) {
      expect(isOut(journaled(odd), texts([odd]), callVersions)).toBe(true);
      expect(isOut(journaled(odd), [], callVersions)).toBe(false);
    }
  });
});

describe("An event that reactions wait for", () => {
  const items = mixedCalls.map((event) => unmarshall(eventItem(event)));
  const flowOf = (details: readonly string[]) => {
    const published = details.map((detail) => ({ type: "lead.called", detail }));
    const history = { items, published, delivered: [], dead: [], waiting: [], commands: [] };
    return judgeFlow(history, ledgerOf(items), callVersions).map(({ invariant, text }) => [invariant, text]);
  };
  const [current, older] = [texts(callsIn(3)), texts(callsIn(2))];

  test("is out when its current version is, beside each that is still alive", () => {
    expect(flowOf([...current, ...older])).toEqual([]);
  });

  test("is not when only an older version went out, which nobody of its own house waits for", () => {
    expect(flowOf([...current.slice(1), ...older])).toEqual([
      ["I2", "lea_0000000001#1 lead.called was never published in its current version"],
    ]);
    expect(flowOf([...current.slice(1), ...older.slice(1)])).toEqual([
      ["I2", "lea_0000000001#1 lead.called was never published"],
    ]);
  });

  test("is judged by what it is in its current version", () => {
    expect(mixedCalls.map((event) => currentOf(event, callVersions))).toEqual(callsIn(3));
    const odd = callEvent(1, { nom: "Maria" });
    expect(currentOf(odd, callVersions)).toEqual(odd);
  });
});
