import { describe, expect, test } from "vitest";
import { records } from "../../domain/stages.ts";
import { eventTypes, isTold, typeFault } from "../../domain/subscription/event-types.ts";

const all = records.flatMap(({ events }) => Object.keys(events));

describe("the event types that can be subscribed to", () => {
  test("are those that the stages have, name by name", () => {
    const named = Object.entries(eventTypes).flatMap(([stage, names]) =>
      names.map((name) => `${stage}.${name}`),
    );
    expect(named.toSorted()).toEqual(all.toSorted());
    expect(Object.keys(eventTypes).toSorted()).toEqual(records.map(({ name }) => name).toSorted());
  });

  test("are all but what would feed itself or is for one subscription only", () => {
    expect(all.filter((type) => !isTold(type))).toEqual([
      "subscription.tested",
      "subscription.redelivery-asked",
      "subscription.failing",
      "subscription.recovered",
    ]);
    expect(all.filter((type) => typeFault(type) !== undefined)).toEqual(all.filter((type) => !isTold(type)));
  });

  test("can be named by stage, and all at once", () => {
    expect([...Object.keys(eventTypes).map((stage) => `${stage}.*`), "*"].filter(typeFault)).toEqual([]);
  });

  test.each([
    ["quote.acepted", "quote has drafted, changed"],
    ["quotes.accepted", "stages are submission, lead"],
    ["quote", "stages are"],
    ["*.accepted", "stages are"],
    ["quote.acc*", "or *"],
    ["constructor.name", "stages are"],
    ["__proto__.*", "stages are"],
    ["", "stages are"],
    ["subscription.failing", "would feed itself"],
  ])("say what there is instead of %s", (name, words) => {
    expect(typeFault(name)).toContain(words);
  });
});
