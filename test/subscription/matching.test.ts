import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { lives as examples } from "../../contracts/examples/lives.ts";
import { lived } from "../../contracts/examples/life.ts";
import { records } from "../../domain/stages.ts";
import { aboutOf } from "../../domain/subscription/about.ts";
import { isTold } from "../../domain/subscription/event-types.ts";
import { keysFor, keysOf } from "../../domain/subscription/keys.ts";
import { matches } from "../../domain/subscription/matching.ts";
import { lives } from "../support/lives.ts";
import { other } from "../support/given.ts";

const id = "whk_0000000001";
const envelopes = records.flatMap((home) =>
  (examples[home.name] ?? []).flatMap((life) => lived(home, life, 1)),
);
const of = (type: string) => {
  const found = envelopes.find((each) => each.type === type);
  if (found === undefined) throw new Error(`no example of ${type}`);
  return found;
};
const wanting = (types: readonly string[], filter?: Record<string, unknown>) => ({
  id,
  types,
  ...(filter && { filter }),
});

describe("a subscription gets", () => {
  test("the events that it names, by type, by stage, or all", () => {
    const gets = (...types: string[]) =>
      new Set(envelopes.filter((each) => matches(wanting(types), each, {})).map(({ type }) => type));
    expect([...gets("quote.sent", "order.placed")]).toEqual(["quote.sent", "order.placed"]);
    expect([...gets("credit-note.*")]).toEqual([
      "credit-note.issued",
      "credit-note.assigned",
      "credit-note.migrated",
    ]);
    const all = new Set(envelopes.map(({ type }) => type));
    expect([...all].filter((type) => !gets("*").has(type))).toEqual([...all].filter((type) => !isTold(type)));
    expect(gets("*").size).toBeGreaterThan(100);
  });

  test("its own test whatever it is for, and that of no other", () => {
    const tested = of("subscription.tested");
    const own = { id: tested.record, types: ["quote.sent"], filter: { type: ["quote.sent"] } };
    expect(matches(own, tested, {})).toBe(true);
    expect(matches(wanting(["*"]), tested, {})).toBe(false);
  });

  test("nothing that a failing subscription would feed itself with", () => {
    for (const type of ["subscription.failing", "subscription.recovered", "subscription.redelivery-asked"]) {
      expect(matches(wanting(["*"]), of(type), {})).toBe(false);
      expect(matches(wanting(["subscription.*"]), of(type), {})).toBe(false);
    }
    expect(matches(wanting(["subscription.*"]), of("subscription.disabled"), {})).toBe(true);
  });

  test("what its filter lets through, by envelope, data and record", () => {
    const placed = of("order.placed");
    const passes = (filter: Record<string, unknown>, about = {}) =>
      matches(wanting(["*"], filter), placed, about);
    expect(passes({ actor: { id: [placed.actor.id] } })).toBe(true);
    expect(passes({ actor: { id: ["nobody"] } })).toBe(false);
    expect(passes({ data: { currency: ["EUR"], lines: { taxPercent: ["19"] } } })).toBe(true);
    expect(passes({ about: { owner: ["ann"] } }, { owner: "ann" })).toBe(true);
    expect(passes({ about: { owner: ["ann"] } })).toBe(false);
    expect(passes({ about: { owner: [{ exists: false }] } })).toBe(true);
    expect(
      passes(
        { $or: [{ about: { process: ["lean"] } }, { about: { amount: [{ numeric: [">", 5] }] } }] },
        { amount: 6 },
      ),
    ).toBe(true);
  });

  test("more rather than less when its filter has become invalid", () => {
    expect(matches(wanting(["quote.sent"], { about: [] }), of("quote.sent"), {})).toBe(true);
  });
});

describe("whoever wants an event", () => {
  test("is found by the keys of its stage", () => {
    const types = [...new Set(envelopes.flatMap(({ type, stage }) => [type, `${stage}.*`])), "*"];
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.constantFrom(...types), { minLength: 1, maxLength: 8 }),
        fc.constantFrom(...envelopes),
        (names, event) => {
          const wanted = matches({ id: event.record, types: names }, event, {});
          const keys = keysOf({ types: names });
          expect(!wanted || keysFor(event.stage).some((key) => keys.includes(key))).toBe(true);
        },
      ),
    );
  });
});

describe("a threshold", () => {
  test("takes every amount for what it is, however large", () => {
    const limit = 5e9;
    fc.assert(
      fc.property(fc.integer({ min: -limit + 1, max: limit - 1 }), fc.maxSafeInteger(), (bound, amount) => {
        const gets = (operator: string) =>
          matches(wanting(["*"], { about: { amount: [{ numeric: [operator, bound] }] } }), of("quote.sent"), {
            amount,
          });
        fc.pre(amount >= -limit);
        expect([gets(">"), gets(">="), gets("<"), gets("<=")]).toEqual([
          amount > bound,
          amount >= bound,
          amount < bound,
          amount <= bound,
        ]);
      }),
    );
  });
});

describe("what is known of a record", () => {
  const known = (stage: string, status: string, more: object = {}) => {
    const home = records.find(({ name }) => name === stage);
    if (home === undefined || lives[stage]?.[status] === undefined)
      throw new Error(`no ${stage} is ${status}`);
    const { state } = other(home, `${home.prefix}_0000000001`, status).stored;
    return aboutOf(stage, Object.assign({}, state, more));
  };

  test("is the total of a document, and the revenue of an opportunity", () => {
    const total = { amount: 13_909, currency: "EUR" };
    for (const stage of ["quote", "order", "invoice", "credit-note"]) {
      const status =
        { quote: "sent", order: "placed", invoice: "issued", "credit-note": "issued" }[stage] ?? "";
      expect([stage, known(stage, status)]).toEqual([stage, total]);
    }
    expect(known("opportunity", "open")).toEqual({ amount: 11_990, currency: "EUR" });
    expect(known("opportunity", "won")).toEqual({ amount: 0, currency: "EUR" });
  });

  test("is its process by name, and its owner", () => {
    const handled = { process: { name: "lean", version: 3 }, owner: "ben" };
    expect(known("lead", "new", handled)).toEqual({ process: "lean", owner: "ben" });
    expect(known("product", "active")).toEqual({});
    expect(aboutOf("quote", undefined)).toEqual({});
    expect(aboutOf("quote", { owner: 5, process: "x", totals: {} })).toEqual({});
  });
});
