import { account } from "../account/account.ts";
import { contact } from "../contact/contact.ts";
import type { Facts } from "../kernel/facts.ts";
import { AccountId, ContactId } from "../kernel/id.ts";
import { ownKeys, type Person } from "../person/keys.ts";
import { likeness, SAME } from "../person/match.ts";
import { accountKeys } from "./alike.ts";

/** The one account that all of the newest under a key are; undefined when there are several: which one is for a person to say. */
function onlyAccount(key: string, facts: Facts): string | undefined {
  const ids = new Set(facts.list(account, key).map(({ id }) => id));
  const [only] = ids;
  return ids.size === 1 ? only : undefined;
}

/** The contact and the account that the person is known as. */
export function knownAs(person: Person, facts: Facts) {
  const contacts = ownKeys(person).flatMap((key) => facts.list(contact, key));
  const known = contacts.find((each) => likeness(person, each).score >= SAME);
  const ids = accountKeys(person).flatMap((key) => onlyAccount(key, facts) ?? []);
  return {
    contact: ContactId.optional().parse(known?.id),
    account: known?.account ?? AccountId.optional().parse(ids[0]),
  };
}
