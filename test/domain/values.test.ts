import { describe, expect, test } from "vitest";
import { captureLead } from "../../domain/lead/actions.ts";
import { formatMoney, minorDigits } from "../../domain/kernel/money.ts";
import { addDays, dayOf } from "../../domain/kernel/day.ts";
import { childId, familyOf, QuoteId } from "../../domain/kernel/id.ts";
import { phoneE164 } from "../../domain/kernel/phone.ts";
import { lead } from "../../domain/lead/lead.ts";
import { given } from "../support/given.ts";

const capture = (fields: object) =>
  given(lead).when(captureLead, { topic: "Tea", lastName: "Anders", ...fields });

describe("text", () => {
  test.each([
    ["topic", 300],
    ["firstName", 100],
    ["lastName", 100],
    ["company", 200],
    ["jobTitle", 100],
    ["phone", 50],
    ["campaign", 200],
    ["note", 4000],
    ["need", 2000],
  ])("%s has at most %i characters", (field, most) => {
    capture({ [field]: "x".repeat(most) }).accepted(["lead.captured"]);
    capture({ [field]: "x".repeat(most + 1) }).refused("invalid_input", "", [`/${field}`]);
  });

  test("is trimmed, and not empty", () => {
    expect(capture({ topic: "  Tea \n" }).record.topic).toBe("Tea");
    capture({ topic: "  \t" }).refused("invalid_input", "must not be empty", ["/topic"]);
  });

  test.each(["a\u0000b", "a\uD800b", "a\uFFFEb", "a\uFFFFb"])(
    "%j cannot be stored and is refused by name",
    (broken) => {
      capture({ topic: broken }).refused("invalid_input", "must not contain", ["/topic"]);
      capture({ website: `https://a.example/${broken}` }).refused("invalid_input", "must not contain", [
        "/website",
      ]);
    },
  );

  test("right-to-left marks, joined emoji and control characters stay as they are", () => {
    const topic = "\u202Eabc\u202C \u{1F469}\u200D\u{1F4BB} \u0007";
    expect(capture({ topic: `${topic}.` }).record.topic).toBe(`${topic}.`);
  });

  test.each(["no", "a@b", "a b@c.example", "a@b..example", `${"a".repeat(250)}@b.example`])(
    "%s is no e-mail address",
    (email) => {
      capture({ email }).refused("invalid_input", "", ["/email"]);
    },
  );

  test.each([
    "example.com",
    "ftp://example.com",
    "javascript:alert(1)",
    `https://a.example/${"x".repeat(500)}`,
  ])("%s is no web address", (website) => {
    capture({ website }).refused("invalid_input", "", ["/website"]);
  });

  test("numbers and objects are no text", () => {
    capture({ topic: 5, company: {}, note: [] }).refused("invalid_input", "", [
      "/topic",
      "/company",
      "/note",
    ]);
  });
});

describe("money", () => {
  test.each([
    [{ minor: -1, currency: "EUR" }, "/budget/minor"],
    [{ minor: 1.5, currency: "EUR" }, "/budget/minor"],
    [{ minor: "1", currency: "EUR" }, "/budget/minor"],
    [{ minor: Number.MAX_SAFE_INTEGER + 1, currency: "EUR" }, "/budget/minor"],
    [{ minor: 1, currency: "eur" }, "/budget/currency"],
    [{ minor: 1, currency: "ABC" }, "/budget/currency"],
    [{ minor: 1 }, "/budget/currency"],
    [{ minor: 1, currency: "EUR", major: 1 }, "/budget/major"],
  ])("%o is refused", (budget, pointer) => {
    capture({ budget }).refused("invalid_input", "", [pointer]);
  });

  test("up to the largest whole number that is exact", () => {
    capture({ budget: { minor: Number.MAX_SAFE_INTEGER, currency: "EUR" } }).accepted(["lead.captured"]);
  });

  test("has the minor units of ISO 4217, not those of the shops of a country", () => {
    const codes = ["EUR", "JPY", "KRW", "KWD", "TND", "CLF", "IDR", "HUF", "COP", "PKR", "IQD", "ISK"];
    expect(codes.map(minorDigits)).toEqual([2, 0, 0, 3, 3, 4, 2, 2, 2, 2, 3, 0]);
  });

  test("is written with its minor unit", () => {
    const texts = [
      formatMoney({ minor: 5, currency: "EUR" }),
      formatMoney({ minor: 1500, currency: "JPY" }),
      formatMoney({ minor: Number.MAX_SAFE_INTEGER, currency: "KWD" }),
    ];
    expect(texts).toEqual(["0.05 EUR", "1500 JPY", "9007199254740.991 KWD"]);
  });
});

describe("fields", () => {
  test("unknown ones are refused, each by its JSON pointer", () => {
    const input = { "a/b": 1, "c~d": 1, address: { planet: "Mars" } };
    capture(input).refused("invalid_input", "is not a field here", ["/address/planet", "/a~1b", "/c~0d"]);
  });

  test("keys of the prototype are unknown fields like any other", () => {
    const body: unknown = JSON.parse('{"topic":"Tea","lastName":"A","__proto__":{"x":1},"constructor":1}');
    given(lead).when(captureLead, body).refused("invalid_input", "", ["/__proto__", "/constructor"]);
  });

  test.each([null, undefined, [], "text", 5])("%o is no body", (body) => {
    given(lead).when(captureLead, body).refused("invalid_input", "The body:", [""]);
  });

  test("of very many bad ones the first fifty are named", () => {
    const many = Object.fromEntries(Array.from({ length: 1000 }, (_, nth) => [`f${nth}`, 1]));
    expect(capture(many).refused("invalid_input").refusal?.fields).toHaveLength(50);
  });

  test("the sentence of a refusal begins with the first of them", () => {
    expect(capture({ topic: " " }).refused("invalid_input").refusal?.message).toMatch(
      /^\/topic: must not be empty/,
    );
  });

  test("a refusal names what would be allowed", () => {
    expect(
      capture({ source: "fax" }).refused("invalid_input", '"web"|"email"', ["/source"]).refusal?.ok,
    ).toBe(false);
  });
});

describe("phones", () => {
  test.each([
    ["+49 30 901820", undefined, "+4930901820"],
    ["030 901820", "de", "+4930901820"],
    ["030 901820", undefined, undefined],
    ["030 901820", "XX", undefined],
    ["call me", "DE", undefined],
    ["+43 1283", undefined, "+431283"],
    ["+1 202 555 0100 ext. 7", undefined, "+12025550100"],
  ])("%s in %s is %s", (raw, country, number) => {
    expect(phoneE164(raw, country)).toBe(number);
  });

  test("a country that is not a code of two letters is read as the organisation's", () => {
    const address = { country: "Germany" };
    const { record } = given(lead).when(
      captureLead,
      { topic: "Tea", phone: "030 901820", address },
      { settings: { country: "DE" } },
    );
    expect(record).toMatchObject({ phoneE164: "+4930901820" });
  });
});

describe("days and ids", () => {
  test("days are counted over months, leap days and years", () => {
    expect([addDays("2028-02-28", 2), addDays("2026-12-23", 30), addDays("2026-11-23", 0)]).toEqual([
      "2028-03-01",
      "2027-01-22",
      "2026-11-23",
    ]);
  });

  test("the day of an instant is that of the organisation's time zone", () => {
    const instant = new Date("2026-12-31T23:30:00Z");
    expect([dayOf(instant, "UTC"), dayOf(instant, "Asia/Ho_Chi_Minh")]).toEqual(["2026-12-31", "2027-01-01"]);
  });

  test("the id of a child follows from its parent's", () => {
    expect(childId("ord", "quo_0000000001-r2")).toBe("ord_0000000001-r2");
    expect(childId("inv", "ord_0000000001-r2", 3)).toBe("inv_0000000001-r2-3");
    expect(familyOf("quo_0000000001-r2")).toBe("quo_0000000001");
    expect(familyOf("quo_0000000001")).toBe("quo_0000000001");
  });

  test.each([
    "quo_1",
    "ord_0000000001",
    "quo_0000000001-x",
    "quo_0000000001#2",
    "QUO_0000000001",
    "quo_000000000a",
  ])("%s is no id of a quote", (id) => {
    expect(QuoteId.safeParse(id).success).toBe(false);
  });
});
