import { createHash } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import * as z from "zod";
import { acceptQuote, sendQuote } from "../../domain/quote/actions.ts";
import { canonical, contentHash } from "../../domain/quote/hash.ts";
import { quote } from "../../domain/quote/quote.ts";
import { QuoteTerms } from "../../domain/quote/terms.ts";
import { eventsOf, given } from "../support/given.ts";
import { lives } from "../support/lives.ts";
import { ids, quoteHash, terms } from "../support/samples.ts";

const offered = { ...QuoteTerms.parse(terms), validUntil: "2026-12-31" };

/** A quote as it is sent. */
const Offered = QuoteTerms.extend({ validUntil: z.string() });

describe("the hash of a quote", () => {
  test("is the SHA-256 of its content as JSON with sorted keys, so that anybody can check it", () => {
    const { account, contact, topic, currency, revision, lines, totals } = offered;
    const seen = { validUntil: "2026-12-31", account, contact, topic, currency, revision, lines, totals };
    expect(quoteHash).toBe(createHash("sha256").update(canonical(seen)).digest("hex"));
  });

  test("is the same for a field that is not there and one without a value", () => {
    expect(canonical({ b: [undefined, null], a: undefined })).toBe('{"b":[null,null]}');
    expect(contentHash({ ...offered, note: undefined })).toBe(quoteHash);
  });

  test("is shown once the quote is sent, and not before", () => {
    const sent = given(quote, "draft").when(sendQuote, { validUntil: "2026-12-31" });
    expect(sent.record).toMatchObject({ status: "sent", hash: quoteHash });
    expect(sent.events[0]?.data).toMatchObject({ hash: quoteHash });
    for (const status of ["draft", "in-approval"] as const) {
      expect(quote.fold(eventsOf(quote, lives["quote"]?.[status] ?? []))).not.toHaveProperty("hash");
    }
  });

  test.each([
    ["the customer", { contact: "con_0000000002" }],
    ["the topic", { topic: "Coffee" }],
    ["a line", { lines: offered.lines.map((line) => ({ ...line, description: "Coffee" })) }],
    ["a discount", { discount: { percent: "1" } }],
    ["a charge", { charges: [{ description: "Freight", amount: offered.totals.net, taxPercent: "0" }] }],
    ["the total", { totals: { ...offered.totals, payable: offered.totals.net } }],
    ["the last day", { validUntil: "2027-01-01" }],
    ["the revision", { revision: 2 }],
    ["the payment terms", { paymentTerms: { days: 14 } }],
    ["the note", { note: "Free of charge from March on" }],
  ])("is another with another word of %s", (_, other) => {
    expect(contentHash(Offered.parse({ ...offered, ...other }))).not.toBe(quoteHash);
  });

  test("does not depend on what the customer does not see", () => {
    const inside = { owner: "bob", campaign: "Spring", process: { name: "default", version: 3 } };
    expect(contentHash({ ...offered, ...inside })).toBe(quoteHash);
    const from = { source: "web" as const, attribution: { clickIds: { gclid: "EAIaIQ" } } };
    expect(contentHash({ ...offered, ...from })).toBe(quoteHash);
  });
});

const json = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

test("equal JSON is the same text, in whatever order its keys are, and text of other JSON differs", () => {
  const shuffled = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(shuffled);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(
      Object.entries(value)
        .toReversed()
        .map(([key, inner]) => [key, shuffled(inner)]),
    );
  };
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (value, other) => {
      expect(canonical(shuffled(value))).toBe(canonical(value));
      expect(JSON.parse(canonical(value))).toEqual(json(value));
      expect(canonical(value) === canonical(other)).toBe(isDeepStrictEqual(json(value), json(other)));
    }),
    { numRuns: 500 },
  );
});

describe("accepting", () => {
  test("needs the hash of the revision that the customer accepts", () => {
    const missing = given(quote, "sent").when(acceptQuote, {});
    missing.refused("invalid_input", "/hash: is needed", ["/hash"]);
    for (const hash of ["", "E3", quoteHash.toUpperCase(), 7, null]) {
      given(quote, "sent").when(acceptQuote, { hash }).refused("invalid_input", "", ["/hash"]);
    }
    const { events } = given(quote, "sent").when(acceptQuote, { hash: quoteHash });
    expect(events[0]?.data).toMatchObject({ hash: quoteHash });
  });

  test("another text is a conflict that names the current hash", () => {
    const other = given(quote, "sent").when(acceptQuote, { hash: "0".repeat(64) });
    other.refused("conflict", quoteHash, ["/hash"]);
    expect(other.refusal?.details).toEqual({ hash: quoteHash, revision: 1 });
  });

  test("a quote that was revised is a conflict that names the revision", () => {
    const superseded = given(quote, "revised").when(acceptQuote, { hash: quoteHash });
    superseded.refused("conflict", `${ids.quote}-r2 is in its place`);
    expect(superseded.refusal?.details).toEqual({ status: "revised", revisedBy: `${ids.quote}-r2` });
  });

  test("the hash that was given when it was sent counts", () => {
    const drafted = { type: "quote.drafted", data: terms };
    const hash = "a".repeat(64);
    const sent = { type: "quote.sent", data: { ...terms, validUntil: "2026-12-31", hash } };
    given(quote, drafted, sent).when(acceptQuote, { hash: quoteHash }).refused("conflict", hash);
    given(quote, drafted, sent).when(acceptQuote, { hash }).accepted(["quote.accepted"]);
  });

  test("a quote that was sent before there were hashes is accepted by the hash that it has", () => {
    const drafted = { type: "quote.drafted", data: terms };
    const sent = { type: "quote.sent", data: { ...terms, validUntil: "2026-12-31" } };
    const wrong = given(quote, drafted, sent).when(acceptQuote, { hash: "0".repeat(64) });
    expect(wrong.refusal?.details).toMatchObject({ hash: quoteHash });
    given(quote, drafted, sent).when(acceptQuote, { hash: quoteHash }).accepted(["quote.accepted"]);
  });
});
