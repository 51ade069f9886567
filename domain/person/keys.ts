import { mailboxOf, mailDomainOf } from "./mailbox.ts";
import { plainCompany, plainName } from "./names.ts";

/** What tells a person apart; `phoneE164` as PhoneE164 has it. */
export interface Person {
  readonly firstName?: string | undefined;
  readonly lastName?: string | undefined;
  readonly email?: string | undefined;
  readonly phoneE164?: string | undefined;
  readonly company?: string | undefined;
}

/** The keys that only one open lead may have: its mailbox and its phone number. */
export function ownKeys({ email, phoneE164 }: Person): string[] {
  return [
    ...(email === undefined ? [] : [`email:${mailboxOf(email)}`]),
    ...(phoneE164 === undefined ? [] : [`phone:${phoneE164}`]),
  ];
}

const KEY_LENGTH = 300;

/** The keys under which people are found who may be the same: their own, their company, and the beginning of their name at a mail domain. */
export function personKeys(person: Person): string[] {
  const { email, lastName, company } = person;
  const name = lastName === undefined ? "" : plainName(lastName).slice(0, 2);
  const firm = company === undefined ? "" : plainCompany(company);
  return [
    ...ownKeys(person),
    ...(firm === "" ? [] : [`company:${firm.slice(0, KEY_LENGTH)}`]),
    ...(email === undefined || name === "" ? [] : [`mail-name:${mailDomainOf(email)}:${name}`]),
  ];
}
