import type { Property, RawCard } from "./property.ts";

const START = /(?:^|\n)[ \t]*(MECARD|BIZCARD):/gi;
/** Up to the next `;` that is not escaped. */
const PART = /((?:\\[\s\S]|[^\\;])*)(?:;|$)/gy;
const MOST_PARTS = 200;
/** More than a QR code can hold. */
const LONGEST = 20_000;

/** What the letters of DoCoMo's cards mean in a vCard. */
const names: Readonly<Record<"MECARD" | "BIZCARD", Readonly<Record<string, string>>>> = {
  MECARD: { MEMO: "note", DIV: "department" },
  BIZCARD: {
    N: "first",
    X: "last",
    T: "title",
    C: "org",
    A: "adr",
    B: "tel",
    M: "tel",
    F: "fax",
    E: "email",
  },
};

const unescaped = (text: string) => text.replaceAll(/\\([\s\S])/g, "$1").trim();

/** A value at its commas that are not escaped. */
function apart(value: string): string[] {
  return value.split(/(?<!\\),/).map(unescaped);
}

const one = (name: string, values: Property["values"], types: readonly string[] = []): Property => ({
  name,
  types,
  pref: 50,
  values,
});

function propertyOf(kind: "MECARD" | "BIZCARD", part: string): Property[] {
  const at = part.indexOf(":");
  if (at < 1) return [];
  const key = part.slice(0, at).trim().toUpperCase();
  const value = part.slice(at + 1);
  if (unescaped(value) === "") return [];
  const name = names[kind][key] ?? key.toLowerCase();
  if (name === "n") return [one("n", [apart(value)])];
  if (name === "adr") return [addressOf(value)];
  if (name === "org") return [one("org", [[unescaped(value)]])];
  if (name === "fax") return [one("tel", [unescaped(value)], ["fax"])];
  return [one(name, [unescaped(value)])];
}

/** PO box, room, house, city, region, postal code, country, as DoCoMo orders them; else one line. */
function addressOf(value: string): Property {
  const parts = apart(value);
  return parts.length === 7 ? one("adr", [parts]) : one("adr", [["", "", parts.filter(Boolean).join(", ")]]);
}

function named(properties: readonly Property[]): readonly Property[] {
  const of = (name: string) => properties.find((property) => property.name === name)?.values[0];
  const [first, last] = [of("first"), of("last")];
  if (first === undefined && last === undefined) return properties;
  const texts = [last, first].map((value) => (typeof value === "string" ? value : ""));
  return [one("n", [texts]), ...properties.filter(({ name }) => name !== "first" && name !== "last")];
}

function cardOf(kind: "MECARD" | "BIZCARD", body: string): RawCard {
  const properties: Property[] = [];
  for (const [, part = ""] of body.matchAll(PART)) {
    // Two in a row end the card.
    if (part.trim() === "" || properties.length === MOST_PARTS) break;
    properties.push(...propertyOf(kind, part));
  }
  return { format: "mecard", properties: named(properties) };
}

/** The MeCards in a text, as QR codes hold them. */
export function mecardsIn(text: string): readonly RawCard[] {
  const starts = [...text.matchAll(START)];
  return starts.map((start, nth) => {
    const end = starts[nth + 1]?.index ?? text.length;
    const kind = start[1]?.toUpperCase() === "BIZCARD" ? "BIZCARD" : "MECARD";
    const from = start.index + start[0].length;
    return cardOf(kind, text.slice(from, Math.min(end, from + LONGEST)));
  });
}
