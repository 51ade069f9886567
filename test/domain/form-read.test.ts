import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { shippedPolicy } from "../../domain/capture/policy.ts";
import { attributionOf } from "../../domain/form/attribution.ts";
import { contentHashOf, textHashOf } from "../../domain/form/content.ts";
import { fieldKinds } from "../../domain/form/field.ts";
import { FormFields } from "../../domain/form/fields.ts";
import type { Posted } from "../../domain/form/posted.ts";
import { type ReadPost, readPost } from "../../domain/form/read.ts";
import { signalsOf } from "../../domain/form/signals.ts";
import { Intake } from "../../domain/submission/intake.ts";
import { contactForm } from "../support/form-lives.ts";

const options = [{ value: "Tea" }, { value: "Coffee" }];
const form = FormFields.parse({
  ...contactForm,
  fields: [
    ...contactForm.fields,
    { name: "site", label: "Web page", kind: "text", field: "website" },
    { name: "size", label: "How many", kind: "number" },
    { name: "when", label: "When", kind: "date" },
    { name: "what", label: "What", kind: "checkbox", options },
    { name: "call", label: "Call me", kind: "checkbox" },
    { name: "more", label: "Anything else?", kind: "textarea", field: "note" },
  ],
});
const seen = { at: "2026-11-23T09:00:00.000Z", page: undefined };

function posted(values: Readonly<Record<string, string | readonly string[]>>): Posted {
  const lists = Object.entries(values).map(([name, value]) => [name, [value].flat()] as const);
  return { values: new Map(lists), files: [] };
}
const maria = { name: " Anders ", email: "maria@alfreds.example" };
const read = (values: Parameters<typeof posted>[0]) => readPost(form, posted({ ...maria, ...values }), seen);
const faults = (values: Parameters<typeof posted>[0]) => {
  const found = read(values);
  return "ok" in found ? [] : found.map(({ name, fault }) => `${name}: ${fault}`);
};

function takenOf(found: ReadPost) {
  const { ok: _, ...taken } = found;
  return taken;
}

describe("a post", () => {
  test("fills fields of the lead, answers of its own, and the text", () => {
    const said = {
      message: "Tea, please.",
      site: "alfreds.example",
      size: "12",
      what: ["Tea", "Coffee"],
      call: "on",
    };
    expect(read(said)).toMatchObject({
      fields: { lastName: "Anders", email: "maria@alfreds.example", website: "https://alfreds.example" },
      answers: { size: "12", what: "Tea, Coffee", call: "yes" },
      text: "Tea, please.",
    });
  });

  test("with several messages keeps each below what was asked", () => {
    expect(read({ message: "Tea", more: "Soon" })).toMatchObject({
      text: "Your message\nTea\n\nAnything else?\nSoon",
    });
  });

  test.each([
    [{ name: "   " }, "name: required"],
    [{ email: "maria" }, "email: email"],
    [{ name: "x".repeat(101) }, "name: too-long"],
    [{ name: "a\u0000b" }, "name: not-text"],
    [{ site: "javascript:alert(1)" }, "site: url"],
    [{ size: "many" }, "size: number"],
    [{ when: "tomorrow" }, "when: date"],
    [{ what: "Milk" }, "what: choice"],
    [{ what: ["Tea", "Tea", "Coffee"] }, "what: several"],
    [{ email: ["a@b.example", "c@d.example"] }, "email: several"],
    [{ unknown: "x".repeat(20_001) }, "unknown: too-long"],
  ])("with %j is wrong there: %s", (values, fault) => {
    expect(faults(values)).toEqual([fault]);
  });

  test("whatever it holds is read into what a submission takes, or named as wrong", () => {
    const anything = fc.oneof(
      fc.string({ unit: "binary", maxLength: 300 }),
      fc.constantFrom("", "Anders", "a@b.example", "http://x", "on", "12", "2026-11-23", "Tea", "\uD800"),
    );
    const names = fc.constantFrom(
      ...form.fields.map(({ name }) => name),
      "_page",
      "gclid",
      "utm_source",
      "_landing",
    );
    const values = fc.dictionary(names, fc.array(anything, { maxLength: 3 }));
    fc.assert(
      fc.property(values, (given) => {
        const post = posted({ ...maria, ...given });
        const found = readPost(form, post, seen);
        const attribution = attributionOf(post, { referer: given["_page"]?.[0], query: "" });
        const signals = signalsOf(form, post, { shown: "missing", sameText: 1, crowded: false });
        contentHashOf("for_0000000001", form, post);
        const intake = { source: "web", ...("ok" in found && takenOf(found)), attribution, signals };
        const refused = !("ok" in found) && found.length > 0;
        expect(refused || ("ok" in found && Intake.safeParse(intake).success)).toBe(true);
      }),
      { numRuns: 500, seed: 7 },
    );
  });
});

describe("the content of a post", () => {
  const hash = (values: Parameters<typeof posted>[0]) =>
    contentHashOf("for_0000000001", form, posted(values));

  test("is the same however it is spaced and wherever it came from, and another with other words", () => {
    const one = hash({ ...maria, message: "Tea  please" });
    expect(
      hash({ name: "anders", email: "Maria@Alfreds.example", message: " tea\nplease ", utm_source: "x" }),
    ).toBe(one);
    expect(hash({ ...maria, message: "Coffee please" })).not.toBe(one);
    expect(contentHashOf("for_0000000002", form, posted({ ...maria, message: "Tea please" }))).not.toBe(one);
  });

  test("tells repeated messages apart only when they are long enough to tell", () => {
    const text = (values: Parameters<typeof posted>[0]) => textHashOf(form, posted(values));
    expect(text({ message: "Please call me" })).toBeUndefined();
    expect(text({ message: "Please  call me about tea for 20" })).toBe(
      text({ message: "please call me about TEA for 20" }),
    );
    expect(text({ message: "Please call me", more: "about tea" })).toBe(
      text({ message: "Please call me about tea" }),
    );
  });

  test.each([5, 50, 5000])("is not spam for being the same %i times: that is held at most", (sameText) => {
    const signals = signalsOf(form, posted(maria), { shown: "missing", sameText, crowded: false });
    const points = signals.reduce((sum, signal) => sum + signal.points, 0);
    expect(points).toBeGreaterThanOrEqual(shippedPolicy.spam.holdAt);
    expect(points).toBeLessThan(shippedPolicy.spam.spamAt);
  });
});

test("every kind of field can be asked for and left out", () => {
  for (const kind of fieldKinds) {
    const asked = { name: "x", label: "X", kind, ...(kind === "select" && { options }) };
    const one = FormFields.parse({ ...contactForm, fields: [...contactForm.fields, asked] });
    expect(readPost(one, posted(maria), seen)).toMatchObject({ ok: true, answers: {} });
  }
});
