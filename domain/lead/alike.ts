import type * as z from "zod";
import { account } from "../account/account.ts";
import { contact } from "../contact/contact.ts";
import type { Alike } from "../capture/alike.ts";
import type { Claims } from "../kernel/decision.ts";
import type { Facts, Lookup, More, Readable } from "../kernel/facts.ts";
import { isFreeMail } from "../person/free-mail.ts";
import { mailDomainOf } from "../person/mailbox.ts";
import { plainCompany } from "../person/names.ts";
import type { Meta } from "../kernel/record.ts";
import { AccountId, ContactId, LeadId } from "../kernel/id.ts";
import { lead } from "./lead.ts";
import { ownKeys, type Person, personKeys } from "../person/keys.ts";
import { likeness, MAYBE, type MatchReason, SAME } from "../person/match.ts";

/** The keys under which the company of a person is found as an account. */
export function accountKeys({ email, company }: Person): string[] {
  const domain = email === undefined ? undefined : mailDomainOf(email);
  return [
    ...(company === undefined ? [] : [`company:${plainCompany(company)}`]),
    ...(domain === undefined || isFreeMail(domain) ? [] : [`domain:${domain}`]),
  ];
}

const NEWEST = 25;

/** Lookups of the newest records under these keys. */
export function newestOf(stage: Readable<unknown>, keys: readonly string[], newest = NEWEST): Lookup[] {
  return keys.map((key) => ({ stage, key, newest }));
}

/** What must be looked up to know who a person is: leads, contacts and accounts that may be theirs. */
export function whoIs(person: Person): Lookup[] {
  return [
    ...newestOf(lead, personKeys(person)),
    ...newestOf(contact, ownKeys(person)),
    ...newestOf(account, accountKeys(person)),
  ];
}

type Lead = z.output<typeof lead.record> & Meta;

/** A lead that may be the same person. */
export interface Match {
  readonly lead: Lead;
  readonly score: number;
  readonly reasons: readonly MatchReason[];
}

/** Whether somebody still works on it: what comes in is added to it. */
export function isOpen({ status }: Pick<Lead, "status">): boolean {
  return status === "new" || status === "contacted";
}

function candidates(person: Person, facts: Facts): Lead[] {
  const listed = personKeys(person).flatMap((key) => facts.list(lead, key));
  const holders = ownKeys(person).flatMap((key) => {
    const holder = facts.claimed(lead, key)?.holder;
    const found = holder === undefined ? undefined : facts.find(lead, holder);
    return found === undefined ? [] : [found];
  });
  return [...new Map([...holders, ...listed].map((each) => [each.id, each])).values()];
}

/** All leads that may be the same person: open ones first, the likeliest first, the oldest of equals first. */
export function matchesOf(person: Person, facts: Facts): Match[] {
  const rank = ({ lead: of, score }: Match) => (isOpen(of) ? 1000 : 0) + score;
  return candidates(person, facts)
    .map((of) => ({ lead: of, ...likeness(person, of) }))
    .filter(({ score }) => score >= MAYBE)
    .sort((a, b) => rank(b) - rank(a) || (a.lead.id < b.lead.id ? -1 : 1));
}

/** The contact and the account that the person is known as. */
export function knownAs(person: Person, facts: Facts) {
  const contacts = ownKeys(person).flatMap((key) => facts.list(contact, key));
  const known = contacts.find((each) => likeness(person, each).score >= SAME);
  const accounts = accountKeys(person).flatMap((key) => facts.list(account, key));
  return {
    contact: ContactId.optional().parse(known?.id),
    account: known?.account ?? AccountId.optional().parse(accounts[0]?.id),
  };
}

/** What must be known before a lead of a person is written down by hand. */
export function moreOfPerson(person: Person): More {
  return { lookups: whoIs(person), claims: ownKeys(person).map((key) => ({ stage: lead, key })) };
}

const MOST_ALIKE = 20;

/** The matches as a lead keeps them; itself is none. */
export function alikeOf(id: string, matches: readonly Match[]): Alike {
  return matches
    .filter((match) => match.lead.id !== id)
    .slice(0, MOST_ALIKE)
    .map((match) => ({ lead: LeadId.parse(match.lead.id), score: match.score, reasons: [...match.reasons] }));
}

/** Those of its own keys that nobody holds: a lead by hand takes none from another one. */
export function freeKeys(holder: string, person: Person, facts: Facts): Claims {
  const keys = ownKeys(person).filter((key) => facts.claimed(lead, key) === undefined);
  return { stage: lead.name, holder, keys };
}
