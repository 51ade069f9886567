import { describe, expect, test } from "vitest";
import {
  createSubscription,
  disableSubscription,
  MOST_LIVE,
  pauseSubscription,
  redeliverSubscription,
  resumeSubscription,
  rotateSecret,
  testSubscription,
  updateSubscription,
} from "../../domain/subscription/actions.ts";
import { FIRST_CONTRACTS } from "../../domain/kernel/contracts.ts";
import { giveUpSubscription, noteFailing, noteRecovered } from "../../domain/subscription/health.ts";
import { keysFor, keysOf } from "../../domain/subscription/keys.ts";
import { subscription } from "../../domain/subscription/subscription.ts";
import { given, other } from "../support/given.ts";
import { subscriptionFields } from "../support/subscribing-lives.ts";

const url = "https://books.example/hook";
const types = ["invoice.issued"];
const since = "2026-11-20T09:00:00.000Z";
const create = (more: object) => given(subscription).when(createSubscription, { url, types, ...more });

describe("a new subscription", () => {
  test("names its types and address, and has the usual for the rest", () => {
    const { record } = create({}).accepted(["subscription.created"]);
    expect(record).toEqual({
      status: "active",
      url,
      types,
      ordered: false,
      format: "standard",
      inFlight: 5,
      contracts: FIRST_CONTRACTS,
      owner: "ann",
      generation: 1,
    });
  });

  test("keeps the address as it is asked", () => {
    const kept = (written: string) => create({ url: written }).record;
    expect(kept("https://BÜCHER.example:443/a b?c=d")).toMatchObject({
      url: "https://xn--bcher-kva.example/a%20b?c=d",
    });
    expect(kept("https://0x7f.1:8443/")).toMatchObject({ url: "https://127.0.0.1:8443/" });
  });

  test.each([
    ["ftp://books.example", "https://"],
    ["books.example", "web address"],
    ["https://ann:word@books.example/", "user or a password"],
    ["https://ann@books.example/", "user or a password"],
    ["https://books.example/#part", "#"],
    ["https://books.example:25/", "port 443"],
    ["http://books.example:22/", "port 80"],
    [`https://books.example/${"a".repeat(2000)}`, "2000"],
  ])("refuses the address %s", (address, words) => {
    create({ url: address }).refused("invalid_input", words, ["/url"]);
  });

  test("says which types there are, field by field", () => {
    create({ types: [] }).refused("invalid_input", "at least one", ["/types"]);
    create({ types: ["invoice.issued", "quote.acepted", "deal.won"] }).refused("invalid_input", "quote has", [
      "/types/1",
      "/types/2",
    ]);
    create({ types: ["*", "quote.*"] }).refused("invalid_input", "alone", ["/types"]);
    create({ types: ["quote.*", "quote.*"] }).refused("invalid_input", "once", ["/types"]);
    create({ types: Array.from({ length: 61 }, () => "quote.*") }).refused("invalid_input", "", ["/types"]);
    given(subscription).when(createSubscription, { url }).refused("invalid_input", "", ["/types"]);
    expect(create({ types: ["*"] }).record).toMatchObject({ types: ["*"] });
  });

  test("says where a filter is wrong", () => {
    const wrong = (filter: object, words: string, pointer: string) =>
      create({ filter }).refused("invalid_input", words, [pointer]);
    wrong({ about: { amount: [{ numeric: [">", "1"] }] } }, "must be numeric", "/filter/about/amount");
    wrong({ data: { reason: "price" } }, "must be an object or an array", "/filter/data/reason");
    wrong({}, "Empty objects", "/filter");
    wrong({ detail: { reason: ["price"] } }, "nothing that an event has", "/filter/detail");
    wrong({ about: { total: [1] } }, "process, owner, amount, currency", "/filter/about/total");
    wrong({ $or: [{ about: { total: [1] } }, { type: ["a"] }] }, "nothing", "/filter/$or/0/about/total");
    wrong({ data: { note: ["a".repeat(4096)] } }, "4096 bytes", "/filter");
    wrong({ data: { note: ["\uD800"] } }, "Unicode", "/filter");
    wrong({ data: { "\u0000": ["a"] } }, "Unicode", "/filter");
    const deep = Array.from({ length: 20 }).reduce<object>((inner) => ({ a: inner }), { b: [1] });
    wrong({ data: deep }, "16 levels", "/filter");
  });

  test("is one of so many at most; one that is disabled does not count", () => {
    const others = Array.from({ length: MOST_LIVE }, (_, nth) =>
      other(subscription, `whk_${String(nth + 2).padStart(10, "0")}`, "active"),
    );
    const again = (status: "paused" | "disabled", there: typeof others) =>
      given(subscription, status).when(resumeSubscription, {}, { others: there });
    given(subscription)
      .when(createSubscription, { url, types }, { others })
      .refused("rule_broken", `There are ${MOST_LIVE} subscriptions`);
    again("disabled", others).refused("rule_broken", "disable one first");
    again("paused", others).accepted(["subscription.resumed"]);
    const freed = [...others.slice(1), other(subscription, "whk_0000000999", "disabled")];
    again("disabled", freed).accepted(["subscription.resumed"]);
  });
});

describe("a subscription", () => {
  test("tells what was changed, before and after, and nothing when nothing was", () => {
    const change = (patch: object) => given(subscription, "active").when(updateSubscription, patch);
    expect(change({ inFlight: 9, description: "Books" }).events[0]?.data).toEqual({
      before: { inFlight: 2 },
      after: { inFlight: 9, description: "Books" },
    });
    expect(change({ filter: { type: ["quote.sent"] } }).record).toMatchObject({
      filter: { type: ["quote.sent"] },
    });
    change({ url, types: subscriptionFields.types }).accepted([]);
    change({ types: null }).refused("invalid_input", "", ["/types"]);
    change({ secret: "whsec_x" }).refused("invalid_input", "", ["/secret"]);
  });

  test("that fails is tried anew at another address, and stays failing otherwise", () => {
    const change = (patch: object) => given(subscription, "failing").when(updateSubscription, patch).record;
    expect(change({ url: "https://new.example/" })).toMatchObject({
      status: "active",
      url: "https://new.example/",
    });
    expect(change({ inFlight: 1 })).toMatchObject({ status: "failing", failingSince: since });
    expect(given(subscription, "disabled").when(updateSubscription, { inFlight: 1 }).record.status).toBe(
      "disabled",
    );
  });

  test("gets a new secret, and keeps the one before for as long as is said", () => {
    const rotate = (input: object) => given(subscription, "paused").when(rotateSecret, input);
    expect(rotate({}).record).toMatchObject({ generation: 2, previousUntil: "2026-11-24T09:00:00.000Z" });
    expect(rotate({ overlapHours: 168 }).record).toMatchObject({ previousUntil: "2026-11-30T09:00:00.000Z" });
    expect(rotate({ overlapHours: 0 }).record.previousUntil).toBeUndefined();
    rotate({ overlapHours: 169 }).refused("invalid_input", "", ["/overlapHours"]);
    const twice = given(subscription, "active").when(rotateSecret, { overlapHours: 0 });
    expect(twice.record).toMatchObject({ generation: 3 });
    expect(twice.record.previousUntil).toBeUndefined();
  });

  test("is paused and resumed, and forgets that it failed", () => {
    expect(given(subscription, "failing").when(pauseSubscription, {}).record).toMatchObject({
      status: "paused",
    });
    for (const was of ["paused", "failing", "disabled"] as const) {
      const { record, events } = given(subscription, was).when(resumeSubscription, {});
      expect(record).toEqual({
        status: "active",
        ...subscriptionFields,
        types: [...subscriptionFields.types],
        generation: 1,
      });
      expect(events[0]?.data).toEqual({ url, was });
    }
    given(subscription, "active").when(resumeSubscription, {}).refused("wrong_state", "is active");
  });

  test("is tested only while something is sent", () => {
    given(subscription, "active").when(testSubscription, {}).accepted(["subscription.tested"]);
    given(subscription, "paused").when(testSubscription, {}).refused("wrong_state");
  });

  test("sends again one delivery, or what happened between two instants", () => {
    const again = (input: object) => given(subscription, "failing").when(redeliverSubscription, input);
    const to = "2026-11-21T09:00:00.000Z";
    expect(again({ from: since, to }).events[0]?.data).toEqual({ from: since, to });
    expect(again({ delivery: "dlv_42" }).events[0]?.data).toEqual({ delivery: "dlv_42" });
    again({}).refused("invalid_input", "a range from and to", ["/from"]);
    again({ from: since }).refused("invalid_input", "beside from", ["/to"]);
    again({ from: to, to: since }).refused("invalid_input", "after from", ["/to"]);
    again({ delivery: "dlv_42", from: since, to }).refused("invalid_input", "beside a range", ["/delivery"]);
    again({ from: "yesterday", to }).refused("invalid_input", "an instant");
    for (const delivery of ["42", "dlv_", "dlv_0", "dlv_042", "dlv_4x", "evt_42", "dlv_99999999999"]) {
      again({ delivery }).refused("invalid_input", "such as dlv_117", ["/delivery"]);
    }
    given(subscription, "disabled")
      .when(redeliverSubscription, { delivery: "dlv_42" })
      .refused("wrong_state");
  });

  test("takes instants as instants, however they are written", () => {
    const again = (input: object) => given(subscription, "active").when(redeliverSubscription, input);
    const range = { from: "2026-11-21T10:00:00+01:00", to: "2026-11-21T09:00:00.5Z" };
    expect(again(range).events[0]?.data).toEqual({
      from: "2026-11-21T09:00:00.000Z",
      to: "2026-11-21T09:00:00.500Z",
    });
    const same = { from: "2026-11-21T09:00:00.000Z", to: "2026-11-21T09:00:00Z" };
    again(same).refused("invalid_input", "after from", ["/to"]);
    const beyond = { from: "0000-01-01T00:00:00+01:00", to: "2026-11-21T09:00:00Z" };
    again(beyond).refused("invalid_input", "an instant", ["/from"]);
    const later = { from: "2026-11-21T09:30:00+01:00", to: "2026-11-21T09:00:00Z" };
    expect(again(later).events).toHaveLength(1);
  });

  test("is found by the stages that it is about while it is not disabled", () => {
    const found = (status: "active" | "paused" | "failing" | "disabled") =>
      subscription.lookups(other(subscription, "whk_0000000002", status).stored.state);
    for (const status of ["active", "paused", "failing"] as const) {
      expect(found(status)).toEqual(["live", "stage:invoice", "stage:quote"]);
    }
    expect(found("disabled")).toEqual([]);
    expect(keysOf({ types: ["*"] })).toEqual(["live", "all"]);
    expect(keysOf({ types: ["credit-note.issued", "credit-note.*"] })).toEqual(["live", "stage:credit-note"]);
    expect([keysFor("quote"), keysFor("subscription")]).toEqual([["all", "stage:quote"], ["live"]]);
  });
});

describe("a receiver", () => {
  const failing = { since, reason: "answered 500" };

  test("that fails is told once, and that it is well again as well", () => {
    given(subscription, "active").when(noteFailing, failing).accepted(["subscription.failing"]);
    for (const status of ["paused", "failing", "disabled"] as const) {
      given(subscription, status).when(noteFailing, failing).accepted([]);
    }
    given(subscription, "failing").when(noteRecovered, {}).accepted(["subscription.recovered"]);
    for (const status of ["active", "paused", "disabled"] as const) {
      given(subscription, status).when(noteRecovered, {}).accepted([]);
    }
    const long = given(subscription, "active").when(noteFailing, { since, reason: "x".repeat(9000) });
    expect(String(long.events[0]?.data["reason"])).toHaveLength(500);
  });

  test("that has failed for too long is disabled, and its owner can be told", () => {
    const input = { reason: "failing", url, since, lastError: "timed out" };
    const { events, record } = given(subscription, "failing").when(giveUpSubscription, input);
    expect(events).toEqual([
      {
        type: "subscription.disabled",
        data: { url, owner: "ann", reason: "failing", since, lastError: "timed out" },
      },
    ]);
    expect(record).toMatchObject({ status: "disabled", reason: "failing", failingSince: since });
    const late = (status: "active" | "failing" | "disabled", more: object) =>
      given(subscription, status)
        .when(giveUpSubscription, { ...input, ...more })
        .accepted([]);
    late("active", {});
    late("disabled", {});
    late("failing", { since: "2026-11-19T09:00:00.000Z" });
    late("failing", { url: "https://old.example/" });
  });

  test("that says that it is gone is disabled at once, unless another address is set", () => {
    const gone = (status: "active" | "paused", address: string) =>
      given(subscription, status).when(giveUpSubscription, {
        reason: "gone",
        url: address,
        lastError: "answered 410",
      });
    gone("active", url).accepted(["subscription.disabled"]);
    gone("paused", url).accepted(["subscription.disabled"]);
    gone("active", "https://old.example/").accepted([]);
  });

  test("that nobody wants any more is disabled by a person", () => {
    const { record } = given(subscription, "failing").when(disableSubscription, {});
    expect(record).toMatchObject({ status: "disabled", reason: "asked" });
    given(subscription, "disabled").when(disableSubscription, {}).refused("wrong_state");
  });
});
