import { cut } from "../kernel/text.ts";
import { companyKey } from "./company.ts";
import { mailboxOf, mailDomainOf } from "./mailbox.ts";
import { plainName } from "./names.ts";

/** What tells a person apart; `phoneE164` as PhoneE164 has it. */
export interface Person {
  readonly firstName?: string | undefined;
  readonly lastName?: string | undefined;
  readonly email?: string | undefined;
  readonly phoneE164?: string | undefined;
  readonly company?: string | undefined;
  /** Further mailboxes and numbers, as `ownKeys` has them. */
  readonly also?: readonly string[] | undefined;
}

/** The keys that only one open lead may have: its mailboxes and its phone numbers. */
export function ownKeys({ email, phoneE164, also = [] }: Person): string[] {
  const own = [
    ...(email === undefined ? [] : [`email:${mailboxOf(email)}`]),
    ...(phoneE164 === undefined ? [] : [`phone:${phoneE164}`]),
  ];
  return [...new Set([...own, ...also])];
}

/** The beginning of a last name, whether an umlaut is one letter or two. */
function nameStart(lastName: string): string {
  const [letters = ""] = plainName(lastName).split(" ").slice(-1);
  return cut(letters.replaceAll(/([aou])e/gu, "$1"), 2);
}

/** The keys under which people are found who may be the same: their own, their company, and the beginning of their name at a mail domain. */
export function personKeys(person: Person): string[] {
  const { email, lastName, company } = person;
  const name = lastName === undefined ? "" : nameStart(lastName);
  const firm = company === undefined ? undefined : companyKey(company);
  return [
    ...ownKeys(person),
    ...(firm === undefined ? [] : [firm]),
    ...(email === undefined || name === "" ? [] : [`mail-name:${mailDomainOf(email)}:${name}`]),
  ];
}
