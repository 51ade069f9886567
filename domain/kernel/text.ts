import * as z from "zod";
import { personal } from "./personal.ts";

// NUL is refused by many consumers, U+FFFE and U+FFFF by queues (SQS), and lone surrogates are not text at all:
// an event with one of them would be lost on its way.
const broken = ["\u0000", "\uFFFE", "\uFFFF"];
const storable = (value: string) => value.isWellFormed() && !broken.some((char) => value.includes(char));

/** A text that can be stored and sent: what cannot is shown as U+FFFD. */
export function madeStorable(value: string): string {
  return broken.reduce((text, char) => text.replaceAll(char, "\uFFFD"), value.toWellFormed());
}

const UNSTORABLE = "must not contain NUL, U+FFFE, U+FFFF or broken Unicode characters";

/** A text for people, trimmed, not empty, of at most `max` characters. */
export function text(max: number) {
  return z
    .string()
    .trim()
    .min(1, { error: "must not be empty: leave it out or send null instead" })
    .max(max)
    .refine(storable, { error: UNSTORABLE });
}

/* @__NO_SIDE_EFFECTS__ */
/** What somebody wrote down beside what is asked for: it may tell of a person. */
export function remark() {
  return personal(text(1000)).optional();
}

/** A text as a stranger or a machine sent it: what cannot be stored is replaced, never a reason to refuse it. */
export function rawText(max: number) {
  return z
    .string()
    .overwrite((value) => broken.reduce((all, char) => all.replaceAll(char, "\uFFFD"), value.toWellFormed()))
    .max(max);
}

/** The beginning of a text: at most `max` characters, and never half of one. */
export function cut(value: string, max: number): string {
  const head = value.slice(0, max);
  return (head.isWellFormed() ? head : head.slice(0, -1)).trimEnd();
}

/** An e-mail address, kept as written. */
export const Email = personal(
  z.email({ error: "must be an e-mail address such as ann@example.com" }).max(254),
);

/** A web address with http or https. */
export const Website = z
  .url({ protocol: /^https?$/, error: "must be a web address such as https://example.com" })
  .max(500)
  .refine(storable, { error: UNSTORABLE });

/** A calendar day, such as 2026-11-23. */
export const Day = z.iso.date({ error: "must be a day such as 2026-11-23" });
