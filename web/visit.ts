import { clickIdNames, own, utmNames } from "../domain/form/names.ts";

const LONGEST = 1000;

/** How the visitor came to this page, as it is when the script runs. Nothing is stored for that. */
const landed = [
  [own.landingPage, location.href],
  [own.referrer, document.referrer],
] as const;

/** Adds to what is sent where its visitor came from: the page, and what advertisers and campaigns added to its address. */
export function addVisit(data: FormData): void {
  const query = new URLSearchParams(location.search);
  const campaign = [...Object.keys(utmNames), ...clickIdNames].map(
    (name) => [name, query.get(name)] as const,
  );
  for (const [name, value] of [...landed, [own.page, location.href] as const, ...campaign]) {
    if (value) data.set(name, value.slice(0, LONGEST));
  }
}
