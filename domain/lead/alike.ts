import * as z from "zod";
import { account } from "../account/account.ts";
import { contact } from "../contact/contact.ts";
import type { Alike } from "../capture/alike.ts";
import type { Claims } from "../kernel/decision.ts";
import type { Facts, Held, Lookup, More, Readable } from "../kernel/facts.ts";
import { childId, LeadId } from "../kernel/id.ts";
import { companyKey } from "../person/company.ts";
import { isFreeMail } from "../person/free-mail.ts";
import { mailDomainOf } from "../person/mailbox.ts";
import { lead } from "./lead.ts";
import { ownKeys, type Person, personKeys } from "../person/keys.ts";
import { type Likeness, likeness, MAYBE, namesOf } from "../person/match.ts";

/** The keys under which the company of a person is found as an account. */
export function accountKeys({ email, company }: Person): string[] {
  const domain = email === undefined ? undefined : mailDomainOf(email);
  const firm = company === undefined ? undefined : companyKey(company);
  return [
    ...(domain === undefined || isFreeMail(domain) ? [] : [`domain:${domain}`]),
    ...(firm === undefined ? [] : [firm]),
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

interface Candidate extends Person {
  readonly id: string;
  readonly deal: string;
  readonly status: string;
  readonly createdAt: string;
  /** Whether it holds one of the keys: of equals it is the one that all agree on. */
  readonly holds: boolean;
}

/** A lead that may be the same person; it may still be on its way. */
export interface Match extends Likeness {
  readonly lead: Candidate;
}

/** Whether somebody still works on it: what comes in is added to it. */
export function isOpen({ status }: { readonly status: string }): boolean {
  return status === "new" || status === "contacted";
}

/** What a submission says of its person is on its way to the lead for so long. */
const ON_ITS_WAY_MS = 10 * 60_000;

/** A lead that is not there so long after its key was taken does not come any more: a message waits 14 days among the dead letters, and once more when a person puts it back. */
const LOST_MS = 2 * 14 * 86_400_000;

const Noted = z.object({
  firstName: z.string().optional(),
  lastName: z.string().optional(),
  email: z.string().optional(),
  phoneE164: z.string().optional(),
  company: z.string().optional(),
});

/** What is said of a person with its claims, so that others know it before its lead is there. */
export function noteOf(person: Person): Record<string, string> {
  const entries = Object.entries(Noted.parse(person));
  return Object.fromEntries(entries.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}

/** Who holds a key: as its lead is, and as it will be when what is on its way has arrived; nobody when that can come no more. */
function holders({ holder: id, at, note }: Held, facts: Facts): Candidate[] {
  const found = facts.find(lead, id);
  const age = Date.parse(facts.now) - Date.parse(at);
  if (found === undefined && age >= LOST_MS) return [];
  const { status, createdAt } = found ?? { status: "new", createdAt: at };
  // The deal of one that is on its way is that of its submission.
  const deal = found?.deal ?? childId("dea", id);
  const coming = { ...Noted.parse(note ?? {}), id, deal, status, createdAt, holds: true };
  return [
    ...(found === undefined || age < ON_ITS_WAY_MS ? [coming] : []),
    ...(found === undefined ? [] : [{ ...found, holds: true }]),
  ];
}

function candidates(person: Person, facts: Facts): Candidate[] {
  const held = ownKeys(person).map((key) => facts.claimed(lead, key));
  return [
    ...held.flatMap((each) => (each === undefined ? [] : holders(each, facts))),
    ...personKeys(person).flatMap((key) => facts.list(lead, key).map((of) => ({ ...of, holds: false }))),
  ].filter(({ status }) => status !== "merged");
}

/** All leads that may be the same person: open ones first, the likeliest first (of one mailbox who has the name), of equals who holds the key, then the oldest. */
export function matchesOf(person: Person, facts: Facts): Match[] {
  const rank = ({ lead: of, score }: Match) =>
    (isOpen(of) ? 1000 : 0) + score + (namesOf(person, of) ?? 0) * 0.8 + (of.holds ? 0.1 : 0);
  const age = ({ lead: { createdAt, id } }: Match) => `${createdAt} ${id}`;
  const found = candidates(person, facts)
    .map((of) => ({ lead: of, ...likeness(person, of) }))
    .filter(({ score }) => score >= MAYBE)
    .sort((a, b) => rank(b) - rank(a) || (age(a) < age(b) ? -1 : 1));
  // The best of each lead: what is on its way and what is there are one.
  const best = new Map<string, Match>();
  for (const each of found) if (!best.has(each.lead.id)) best.set(each.lead.id, each);
  return [...best.values()];
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
  return { stage: lead.name, holder, keys, note: noteOf(person) };
}
