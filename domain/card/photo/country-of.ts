import type { Line } from "./line.ts";

/** Letters that only Vietnamese has. */
const VIETNAMESE = /[ăđơư\u1EA0-\u1EF9]/iu;
/** Ends of domains that are those of a country by name only. */
const EVERYWHERE = new Set(["io", "ai", "co", "me", "tv", "eu"]);

/** The country that a card is of: by the end of its domains, by its letters, else that of the organisation. */
export function countryOf(domains: readonly string[], lines: readonly Line[], home: string): string {
  const ends = domains.map((domain) => domain.slice(domain.lastIndexOf(".") + 1));
  const country = ends.find((end) => end.length === 2 && !EVERYWHERE.has(end));
  if (country !== undefined) return country === "uk" ? "GB" : country.toUpperCase();
  return lines.some(({ text }) => VIETNAMESE.test(text)) ? "VN" : home;
}
