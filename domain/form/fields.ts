import * as z from "zod";
import { handling } from "../kernel/handling.ts";
import { Language, ProcessName } from "../kernel/process.ts";
import { text } from "../kernel/text.ts";
import { FormField } from "./field.ts";

const LOCAL = /^http:\/\/(?:localhost|127\.0\.0\.1|\[::1\])(?::\d{1,5})?$/;
const SECURE = /^https:\/\/[a-z0-9](?:[a-z0-9.-]{0,250}[a-z0-9])?(?::\d{1,5})?$/;

/** Where a form may be posted from: https, or http on the machine of whoever tries it out. */
const WebOrigin = z
  .string()
  .max(300)
  .refine((value) => SECURE.test(value) || LOCAL.test(value), {
    error: "must be an origin such as https://www.example.com: small letters, no path, no slash at the end",
  });

const HttpsUrl = z
  .url({ protocol: /^https$/, error: "must be a web address with https, such as https://example.com/thanks" })
  .max(1000)
  .refine((value) => !/[@\\\p{Cc}]/u.test(URL.parse(value)?.host ?? value) && !/\/\/[^/]*@/.test(value), {
    error: "must be an address without a user name, such as https://example.com/thanks",
  })
  // As a header takes it: letters of other alphabets are percent-encoded.
  .overwrite((value) => URL.parse(value)?.href ?? value);

const Version = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$/, {
  error: 'must be a version such as "2026-11"',
});

/** A text that somebody agrees to; another text needs another version. */
export const ConsentText = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]{0,39}$/, { error: 'must be an id such as "privacy"' }),
  version: Version,
  text: text(2000),
  required: z.boolean(),
});

/** A text that somebody agrees to. */
export type ConsentText = z.output<typeof ConsentText>;

/** Whether a visitor must prove to be no machine. */
export const Captcha = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("none") }),
  /** A proof of work, checked by Salesline itself; `cost` is the work that it asks for: each challenge costs the server one share of it. */
  z.strictObject({ type: z.literal("altcha"), cost: z.int().min(1000).max(50_000).optional() }),
  z.strictObject({ type: z.literal("turnstile"), siteKey: text(200) }),
]);

/** Whether a visitor must prove to be no machine. */
export type Captcha = z.output<typeof Captcha>;

/** How many submissions within an hour are taken of an address, and of the whole form before further ones are held. */
export const Limits = z.strictObject({
  perAddress: z.int().min(1).max(10_000),
  perForm: z.int().min(1).max(1_000_000),
});

/** What is asked for a form. */
export const formInput = {
  /** What it is called among colleagues. */
  name: text(200),
  /** What visitors read above it, and in the mail that asks to confirm; its name when left out. */
  title: text(200).optional(),
  intro: text(2000).optional(),
  language: Language,
  fields: z.array(FormField).min(1).max(60),
  /** Pages of these origins may post it; its own page always may. */
  origins: z.array(WebOrigin).max(50).optional(),
  /** Shown when it was sent; a text of its language when left out. */
  successMessage: text(1000).optional(),
  /** Where a browser is led when it was sent. */
  redirect: HttpsUrl.optional(),
  consents: z.array(ConsentText).max(10).optional(),
  doubleOptIn: z.boolean().optional(),
  captcha: Captcha.optional(),
  limits: Limits.optional(),
  /** Who is faster than so many seconds is no human. */
  minSeconds: z.int().min(0).max(300).optional(),
  campaign: text(200).optional(),
  owner: handling.owner,
  process: ProcessName.optional(),
  /** The topic of its leads, where no field asks for one. */
  topic: text(300).optional(),
};

/** The fields of a form. */
export const FormFields = z.object(formInput);

/** The fields of a form. */
export type FormFields = z.output<typeof FormFields>;

/** Within an hour, where a form does not say: offices share one address, campaigns come in waves. */
export const shippedLimits: z.output<typeof Limits> = { perAddress: 30, perForm: 2000 };

/** Nobody reads and fills in a form within so many seconds. */
export const MIN_SECONDS = 3;
