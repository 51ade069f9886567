import { regardingRef } from "../activity/regarding.ts";
import { policyIn } from "../capture/capture.ts";
import type { Claims } from "../kernel/decision.ts";
import type { Claim, Facts, Known, More } from "../kernel/facts.ts";
import { phoneE164 } from "../kernel/phone.ts";
import { newestOf, noteOf, whoIs } from "../lead/alike.ts";
import { lead } from "../lead/lead.ts";
import { ownKeys, type Person } from "../person/keys.ts";
import type { Intake } from "./intake.ts";
import { messageKey, senderKeys, submission } from "./submission.ts";

/** The person that an intake is of; the phone in E.164 where it parses. */
export function personOf({ fields = {} }: Pick<Intake, "fields">, country: string): Person {
  const { firstName, lastName, email, company, phone, address } = fields;
  const region = address?.country?.length === 2 ? address.country : country;
  return { firstName, lastName, email, company, phoneE164: phone && phoneE164(phone, region) };
}

/** What the very same is known by; undefined when the source says nothing of it, or a row of a list has an address or number to be known by. */
export function contentKey({ source, contentHash }: Intake, person: Person): string | undefined {
  if (source === "import" && ownKeys(person).length > 0) return undefined;
  return contentHash === undefined ? undefined : `content:${source}:${contentHash}`;
}

/** The claims of one who is a lead: its own keys, and what it sent. */
export function claimsOf(person: Person, intake: Intake): string[] {
  const content = contentKey(intake, person);
  return [...ownKeys(person), ...(content === undefined ? [] : [content])];
}

/** A lead holds from now on what it was sent, as far as nobody does, so that nobody else is made of it meanwhile. */
export function heldBy(holder: string, person: Person, intake: Intake, facts: Facts): Claims {
  const keys = claimsOf(person, intake).filter((key) => facts.claimed(lead, key) === undefined);
  return { stage: lead.name, holder, keys, note: noteOf(person) };
}

/** What must be known to judge an intake: who may be the same, what it may answer, what its sender sent before, and the rules. */
export function moreOf(intake: Intake, known: Known): More {
  const person = personOf(intake, known.settings.country);
  const { most } = policyIn(known).mailsOfSender;
  const { mail, known: named } = intake;
  const claims: Claim[] = claimsOf(person, intake).map((key) => ({ stage: lead, key }));
  return {
    refs: [
      ...(mail?.token === undefined ? [] : [regardingRef(mail.token)]),
      ...(named === undefined ? [] : [{ stage: lead, id: named, unchecked: true }]),
    ],
    lookups: [
      ...whoIs(person),
      ...newestOf(submission, (mail?.references ?? []).map(messageKey), 1),
      ...(mail === undefined ? [] : newestOf(submission, senderKeys(mail), most + 1)),
    ],
    claims,
  };
}
