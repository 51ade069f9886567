import * as z from "zod";

// NUL is refused by many consumers, U+FFFE and U+FFFF by queues (SQS), and lone surrogates are not text at all:
// an event with one of them would be lost on its way.
const broken = ["\u0000", "\uFFFE", "\uFFFF"];
const storable = (value: string) => value.isWellFormed() && !broken.some((char) => value.includes(char));
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

/** An e-mail address, kept as written. */
export const Email = z.email({ error: "must be an e-mail address such as ann@example.com" }).max(254);

/** A web address with http or https. */
export const Website = z
  .url({ protocol: /^https?$/, error: "must be a web address such as https://example.com" })
  .max(500)
  .refine(storable, { error: UNSTORABLE });

/** A calendar day, such as 2026-11-23. */
export const Day = z.iso.date({ error: "must be a day such as 2026-11-23" });
