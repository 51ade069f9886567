import type { Signal } from "../submission/reason.ts";
import type { FormFields } from "./fields.ts";
import { MIN_SECONDS } from "./fields.ts";
import { HONEYPOT } from "./names.ts";
import { one, type Posted } from "./posted.ts";

/** What is known of when the form was shown: seconds ago, by a stamp that is ours. */
export type Shown = { readonly seconds: number } | "missing" | "forged";

/** What speaks of a machine: what was filled in, how fast, and how often the same text came. */
export interface Traces {
  readonly shown: Shown;
  /** How often this text came over the form today, this one included; 0 for one that is too short to tell. */
  readonly sameText: number;
  /** Whether more came over the form within this hour than it takes by itself. */
  readonly crowded: boolean;
}

const DAY_SECONDS = 86_400;
const LINK = /https?:\/\/|\bwww\.[a-z0-9-]+\./gi;
const MARKUP = /\[url[=\]]|\[link[=\]]|<a\s|<script|<iframe/i;
const plain = new Set(["firstName", "lastName", "jobTitle", "company", "phone"]);

const linksIn = (values: readonly string[]) => values.join("\n").match(LINK)?.length ?? 0;

function timeSignals({ minSeconds = MIN_SECONDS }: FormFields, shown: Shown): Signal[] {
  // Pages of one's own, without a script, have no stamp: alone it says little.
  if (shown === "missing") return [{ code: "no-time", points: 15 }];
  if (shown === "forged") return [{ code: "forged-time", points: 50 }];
  const { seconds } = shown;
  const detail = `${Math.floor(seconds)} seconds`;
  if (seconds < minSeconds) return [{ code: "too-fast", points: 60, detail }];
  return seconds > DAY_SECONDS ? [{ code: "old-page", points: 15, detail }] : [];
}

function textSignals({ fields }: FormFields, { values }: Posted): Signal[] {
  const said = (wanted: (field: FormFields["fields"][number]) => boolean) =>
    fields.filter(wanted).flatMap(({ name }) => values.get(name) ?? []);
  const names = linksIn(said(({ field }) => field !== undefined && plain.has(field)));
  const words = said(({ field, kind }) => !plain.has(field ?? "") && field !== "website" && kind !== "url");
  const links = linksIn(words);
  const signals: Signal[] = [];
  if (names > 0) signals.push({ code: "link-in-name", points: 60 });
  if (links > 1)
    signals.push({ code: "links", points: Math.min(90, 20 * (links - 1)), detail: String(links) });
  if (words.some((value) => MARKUP.test(value))) signals.push({ code: "link-markup", points: 60 });
  return signals;
}

/** People send the same words too, such as those that a page puts into the form: alone, and without a stamp, that is held and no spam. */
const MOST_FOR_SAME_TEXT = 60;

function repeatSignals(sameText: number): Signal[] {
  if (sameText <= 3) return [];
  const points = Math.min(MOST_FOR_SAME_TEXT, 15 * (sameText - 2));
  return [{ code: "same-text", points, detail: String(sameText) }];
}

/** The signs that a post is of a machine; their points add up. */
export function signalsOf(form: FormFields, posted: Posted, { shown, sameText, crowded }: Traces): Signal[] {
  const filled = one(posted, HONEYPOT) !== undefined;
  return [
    ...(filled ? [{ code: "honeypot", points: 100 }] : []),
    ...timeSignals(form, shown),
    ...textSignals(form, posted),
    ...repeatSignals(sameText),
    ...(crowded ? [{ code: "form-crowded", points: 50 }] : []),
  ];
}
