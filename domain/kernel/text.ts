import * as z from "zod";

// NUL cannot be stored by many consumers, and lone surrogates are not text at all: both would be lost later.
const storable = (value: string) => !value.includes("\u0000") && value.isWellFormed();

/** A text for people, trimmed, not empty, of at most `max` characters. */
export function text(max: number) {
  return z
    .string()
    .trim()
    .min(1, { error: "must not be empty: leave it out or send null instead" })
    .max(max)
    .refine(storable, { error: "must not contain NUL or broken Unicode characters" });
}

/** An e-mail address, kept as written. */
export const Email = z.email({ error: "must be an e-mail address such as ann@example.com" }).max(254);

/** A web address with http or https. */
export const Website = z
  .url({ protocol: /^https?$/, error: "must be a web address such as https://example.com" })
  .max(500);

/** A calendar day, such as 2026-11-23. */
export const Day = z.iso.date({ error: "must be a day such as 2026-11-23" });
