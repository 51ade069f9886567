import { getCountries } from "libphonenumber-js/min";

const LANGUAGES = ["en", "vi", "de", "fr", "es", "it", "nl", "pt", "pl"];
/** What people write and the standard does not. */
const ALSO: Readonly<Record<string, string>> = {
  usa: "US",
  "u.s.a.": "US",
  uk: "GB",
  england: "GB",
  scotland: "GB",
  "viet nam": "VN",
  holland: "NL",
  "the netherlands": "NL",
};

let known: ReadonlyMap<string, string> | undefined;

function names(): ReadonlyMap<string, string> {
  const namesIn = (language: string) => {
    const display = new Intl.DisplayNames([language], { type: "region" });
    return getCountries().map((code): [string, string] => [(display.of(code) ?? code).toLowerCase(), code]);
  };
  return new Map([...LANGUAGES.flatMap(namesIn), ...Object.entries(ALSO)]);
}

/** The code of a country (ISO 3166) by its name; undefined for what is none. */
export function countryCode(name: string): string | undefined {
  const plain = name.trim().toLowerCase();
  if (/^[a-z]{2}$/.test(plain) && plain !== "uk") return plain.toUpperCase();
  known ??= names();
  return known.get(plain);
}
