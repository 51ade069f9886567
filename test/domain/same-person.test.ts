import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { companyKey, companyKeys, plainCompany } from "../../domain/person/company.ts";
import { ownKeys, type Person, personKeys } from "../../domain/person/keys.ts";
import { likeness, MAYBE, SAME, samePhone, similarNameDomain } from "../../domain/person/match.ts";
import { nameLikeness, plainName } from "../../domain/person/names.ts";
import { runs } from "../support/runs.ts";
import { type Pair, pairs } from "./pairs.ts";

const judged = ({ a, b }: Pair) => {
  const { score } = likeness(a, b);
  return score >= SAME ? "same" : score >= MAYBE ? "maybe" : "other";
};
const textsOf = (label: Pair["label"], verdict: Pair["label"]) =>
  pairs.filter((pair) => pair.label === label && judged(pair) === verdict).map(({ text }) => text);

describe("of pairs of people labelled by hand", () => {
  test("there are at least 150", () => {
    expect(pairs.length).toBeGreaterThanOrEqual(150);
  });

  test("none is merged that is not the same person", () => {
    expect([...textsOf("other", "same"), ...textsOf("maybe", "same")]).toEqual([]);
  });

  test("all that are the same are merged", () => {
    expect([...textsOf("same", "maybe"), ...textsOf("same", "other")]).toEqual([]);
  });

  test("all doubtful ones are flagged, and nobody else is", () => {
    expect([...textsOf("maybe", "other"), ...textsOf("other", "maybe")]).toEqual([]);
  });
});

const word = fc.constantFrom(
  "Maria",
  "Anders",
  "Nguyễn",
  "Văn",
  "Müller",
  "Mueller",
  "李",
  "O'Neil",
  "ß",
  "",
  "-",
  "𝕏",
);
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
const person: fc.Arbitrary<Person> = fc.record({
  firstName: maybe(fc.oneof(word, fc.string({ unit: "grapheme" }))),
  lastName: maybe(fc.oneof(word, fc.string({ unit: "binary" }))),
  email: maybe(
    fc.constantFrom("a@x.example", "A+t@x.example", "b@x.example", "a.b@gmail.com", "ab@googlemail.com"),
  ),
  phoneE164: maybe(fc.constantFrom("+4930901820", "+84912345678")),
  company: maybe(
    fc.oneof(fc.constantFrom("Tea GmbH", "Tea", "GmbH", "茶有限公司"), fc.string({ unit: "binary" })),
  ),
});

describe("how likely two are the same person", () => {
  test("is the same from both sides, and never above 100", () => {
    fc.assert(
      fc.property(person, person, (a, b) => {
        const { score, reasons } = likeness(a, b);
        expect(likeness(b, a)).toEqual({ score, reasons });
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThanOrEqual(100);
        expect(score > 0).toBe(reasons.length > 0);
      }),
      { numRuns: runs(500) },
    );
  });

  test("does not depend on the order of first and last name", () => {
    fc.assert(
      fc.property(person, person, (a, b) => {
        fc.pre(a.firstName !== undefined && a.lastName !== undefined);
        const turned = { ...a, firstName: a.lastName, lastName: a.firstName };
        expect(likeness(turned, b).score).toBe(likeness(a, b).score);
      }),
      { numRuns: runs(300) },
    );
  });

  test("is 0 where nothing is known", () => {
    expect(likeness({}, {})).toEqual({ score: 0, reasons: [] });
    expect(likeness({ lastName: "-" }, { lastName: "-" }).score).toBe(0);
    expect(likeness({ lastName: "Berg", company: "!" }, { lastName: "Berg", company: "?" }).score).toBe(0);
  });

  test("knows the further addresses and numbers of one that others were merged into", () => {
    const survivor = { email: "a@x.example", also: ["email:b@y.example", "phone:+4930901820"] };
    expect(likeness(survivor, { email: "B@y.example" })).toEqual({ score: 100, reasons: ["same-email"] });
    expect(samePhone(survivor, { phoneE164: "+4930901820" })).toBe(90);
  });

  test("says nothing by a domain at which anybody can have an address", () => {
    const of = (email: string) => ({ firstName: "Ann", lastName: "Berg", email });
    expect(similarNameDomain(of("a@gmail.com"), of("b@gmail.com"))).toBe(0);
    expect(similarNameDomain(of("a@tea.example"), of("b@tea.example"))).toBe(75);
  });
});

describe("keys", () => {
  test("are bounded and whole, whatever somebody types", () => {
    fc.assert(
      fc.property(person, (each) => {
        for (const key of personKeys(each)) {
          expect(Buffer.byteLength(key)).toBeLessThan(1000);
          expect(key.isWellFormed()).toBe(true);
          expect(key).not.toMatch(/:$/);
        }
      }),
      { numRuns: runs(300) },
    );
    expect(Buffer.byteLength(companyKey("ﷺ".repeat(200)) ?? "")).toBeLessThan(1000);
  });

  test("are the same however an address or a company is spelled", () => {
    expect(ownKeys({ email: "B.erg+x@GoogleMail.com" })).toEqual(["email:berg@gmail.com"]);
    expect(companyKey("Müller & Söhne GmbH")).toBe(companyKey("MUELLER UND SOEHNE"));
    expect(companyKey("!!!")).toBeUndefined();
    expect(plainCompany("Công ty TNHH Một Thành Viên Trà Việt")).toBe("tra viet");
    expect(plainCompany("GmbH")).toBe("gmbh");
  });

  test("of a company are its names and its domains", () => {
    const of = { name: "Tea House Ltd", legalName: "Tea House Trading Ltd", email: "a@tea.example" };
    expect(companyKeys({ ...of, website: "https://user@WWW.tea-house.example:8080/x?y" })).toEqual([
      "company:tea house",
      "company:tea house trading",
      "domain:tea.example",
      "domain:tea-house.example",
    ]);
  });
});

test("names are compared without marks, but two that differ only in their marks are two", () => {
  expect(plainName("Đặng Thị Ánh")).toBe("dang thi anh");
  expect(nameLikeness("Nguyễn Văn Hùng", "Nguyen Van Hung")).toBe(1);
  expect(nameLikeness("Nguyễn Văn Hùng", "Nguyễn Văn Hưng")).toBe(0.95);
  expect(nameLikeness("Hoà", "Hòa")).toBe(1);
  expect(nameLikeness("Müller", "Mueller")).toBe(1);
});
