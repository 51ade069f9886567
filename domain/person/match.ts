import { isFreeMail } from "./free-mail.ts";
import type { Person } from "./keys.ts";
import { mailboxOf, mailDomainOf } from "./mailbox.ts";
import { alike, plainCompany, plainName } from "./names.ts";

/** From this score on two are taken for the same person; from `MAYBE` on a person should look. */
export const SAME = 80;
/** Below this two have nothing to do with each other. */
export const MAYBE = 60;

/** How likely two are the same person, from 0 to 100, and why. */
export interface Likeness {
  readonly score: number;
  readonly reasons: readonly MatchReason[];
}

/** Why two may be the same person. */
export type MatchReason = "same-email" | "same-phone" | "similar-name-company" | "similar-name-domain";

const ALIKE = 0.88;

/** The whole name as it is compared; "" without a last name. */
function nameOf({ firstName = "", lastName }: Person): string {
  return lastName === undefined ? "" : plainName(`${firstName} ${lastName}`);
}

/** 100 for the same mailbox. */
export function sameEmail(a: Person, b: Person): number {
  if (a.email === undefined || b.email === undefined) return 0;
  return mailboxOf(a.email) === mailboxOf(b.email) ? 100 : 0;
}

/** 90 for the same number; 65 when the names differ, as with the switchboard of a company. */
export function samePhone(a: Person, b: Person): number {
  if (a.phoneE164 === undefined || a.phoneE164 !== b.phoneE164) return 0;
  const [one, other] = [nameOf(a), nameOf(b)];
  const differ = one !== "" && other !== "" && alike(one, other) < ALIKE;
  return differ ? 65 : 90;
}

/** 85 for the same name at the same company, 70 for a similar one. */
export function similarNameCompany(a: Person, b: Person): number {
  if (a.company === undefined || b.company === undefined) return 0;
  const likeness = alike(nameOf(a), nameOf(b));
  if (likeness < ALIKE) return 0;
  const firms = alike(plainCompany(a.company), plainCompany(b.company));
  if (firms < ALIKE) return 0;
  return likeness === 1 && firms === 1 ? 85 : 70;
}

/** 75 for the same name at the same mail domain, 65 for a similar one; nothing where anybody can have an address. */
export function similarNameDomain(a: Person, b: Person): number {
  if (a.email === undefined || b.email === undefined) return 0;
  const domain = mailDomainOf(a.email);
  if (domain !== mailDomainOf(b.email) || isFreeMail(domain)) return 0;
  const likeness = alike(nameOf(a), nameOf(b));
  if (likeness < ALIKE) return 0;
  return likeness === 1 ? 75 : 65;
}

const rules: Readonly<Record<MatchReason, (a: Person, b: Person) => number>> = {
  "same-email": sameEmail,
  "same-phone": samePhone,
  "similar-name-company": similarNameCompany,
  "similar-name-domain": similarNameDomain,
};
const names = ["same-email", "same-phone", "similar-name-company", "similar-name-domain"] as const;

/** How likely two are the same person: the best of the rules that hold, with all that hold as reasons. */
export function likeness(a: Person, b: Person): Likeness {
  const held = names
    .map((reason) => ({ reason, score: rules[reason](a, b) }))
    .filter(({ score }) => score > 0);
  return {
    score: Math.max(0, ...held.map(({ score }) => score)),
    reasons: held.map(({ reason }) => reason),
  };
}
