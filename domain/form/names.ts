/** A field that people do not see: who fills it in is a machine. */
export const HONEYPOT = "subject_line";

/** What the page posts beside the fields of the form. */
export const own = {
  /** The same for every try to send one filled-in form: two posts with it are one submission. */
  nonce: "_nonce",
  /** When the form was shown, signed. */
  shown: "_shown",
  /** The page that the form is on, and where its visitor came from. */
  page: "_page",
  referrer: "_referrer",
  landingPage: "_landing",
  /** The language of the page, for the messages. */
  language: "_language",
  altcha: "altcha",
  turnstile: "cf-turnstile-response",
} as const;

/** The parameters of campaigns, by what they are in `attribution.utm`. */
export const utmNames = {
  utm_source: "source",
  utm_medium: "medium",
  utm_campaign: "campaign",
  utm_term: "term",
  utm_content: "content",
  utm_id: "id",
} as const;

/** Ids that advertisers add to the address of a page. */
export const clickIdNames: readonly string[] = [
  "gclid",
  "gbraid",
  "wbraid",
  "dclid",
  "fbclid",
  "msclkid",
  "ttclid",
  "twclid",
  "li_fat_id",
  "yclid",
  "igshid",
  "epik",
  "sccid",
  "rdt_cid",
  "mc_eid",
];

const CONSENT = "consent_";

/** The name under which a consent is posted. */
export function consentName(id: string): string {
  return `${CONSENT}${id}`;
}

const reserved = new Set<string>([
  HONEYPOT,
  own.altcha,
  own.turnstile,
  ...Object.keys(utmNames),
  ...clickIdNames,
  // Keys of every object: a value under one of them would be lost.
  "constructor",
  "prototype",
]);

/** Whether a field of a form cannot have this name. */
export function isReserved(name: string): boolean {
  const small = name.toLowerCase();
  return small.startsWith("_") || small.startsWith(CONSENT) || reserved.has(small);
}
