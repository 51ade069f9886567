import { plainCompany } from "./company.ts";
import { isFreeMail } from "./free-mail.ts";
import { ownKeys, type Person } from "./keys.ts";
import { mailDomainOf } from "./mailbox.ts";
import { alike, nameLikeness } from "./names.ts";

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
const SAME_FIRM = 0.9;

const nameOf = ({ firstName = "", lastName = "" }: Person) => `${firstName} ${lastName}`.trim();
const isWhole = ({ firstName, lastName }: Person) => firstName !== undefined && lastName !== undefined;

function share(a: Person, b: Person, kind: "email:" | "phone:"): boolean {
  const keys = new Set(ownKeys(b));
  return ownKeys(a).some((key) => key.startsWith(kind) && keys.has(key));
}

/** How alike their names are, from 0 to 1; undefined when one of them has none. */
export function namesOf(a: Person, b: Person): number | undefined {
  const [one, other] = [nameOf(a), nameOf(b)];
  return one === "" || other === "" ? undefined : nameLikeness(one, other);
}

/** Both have an address, and not the same: a hint that they are two, the more so at one company. */
function addressesDiffer(a: Person, b: Person): boolean {
  return a.email !== undefined && b.email !== undefined && !share(a, b, "email:");
}

function sameHouse(a: Person, b: Person): boolean {
  if (a.email === undefined || b.email === undefined) return false;
  const domain = mailDomainOf(a.email);
  return domain === mailDomainOf(b.email) && !isFreeMail(domain);
}

/** 100 for the same mailbox. */
export function sameEmail(a: Person, b: Person): number {
  return share(a, b, "email:") ? 100 : 0;
}

/** 90 for the same number; 65 when the names differ, or the addresses while the names are not the same whole ones, as with the switchboard of a company. */
export function samePhone(a: Person, b: Person): number {
  if (!share(a, b, "phone:")) return 0;
  const names = namesOf(a, b);
  if (names !== undefined && names < ALIKE) return 65;
  const isOneName = names === 1 && isWhole(a) && isWhole(b);
  return isOneName || !addressesDiffer(a, b) ? 90 : 65;
}

/** 85 for the same first and last name at the same company, 70 for a similar one, or when each has an address of its own there. */
export function similarNameCompany(a: Person, b: Person): number {
  if (a.company === undefined || b.company === undefined) return 0;
  const names = namesOf(a, b) ?? 0;
  if (names < ALIKE) return 0;
  const firms = alike(plainCompany(a.company), plainCompany(b.company));
  if (firms < SAME_FIRM) return 0;
  const isSame = names === 1 && firms === 1 && isWhole(a) && isWhole(b);
  return isSame && !(addressesDiffer(a, b) && sameHouse(a, b)) ? 85 : 70;
}

/** 75 for the same name at the same mail domain, 65 for a similar one; nothing where anybody can have an address. */
export function similarNameDomain(a: Person, b: Person): number {
  if (!sameHouse(a, b)) return 0;
  const names = namesOf(a, b) ?? 0;
  if (names < ALIKE) return 0;
  return names === 1 ? 75 : 65;
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
