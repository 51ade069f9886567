import { account as accounts } from "../account/account.ts";
import { contact as contacts } from "../contact/contact.ts";
import { type Buyer, Seller } from "../document/party.ts";
import type { Finds, Ref } from "../kernel/facts.ts";
import { personName } from "../kernel/person.ts";
import { SELLER, seller } from "../seller/seller.ts";

interface Customer {
  readonly account?: string | undefined;
  readonly contact?: string | undefined;
}

/** Who buys and sells: looked at, not locked, so that invoices of one customer do not wait for one another. */
export function partyReads({ account, contact }: Customer): Ref[] {
  return [
    { stage: seller, id: SELLER, unchecked: true },
    ...(account === undefined ? [] : [{ stage: accounts, id: account, unchecked: true }]),
    ...(contact === undefined ? [] : [{ stage: contacts, id: contact, unchecked: true }]),
  ];
}

function buyerOf({ account, contact }: Customer, facts: Finds): Buyer | undefined {
  const company = account === undefined ? undefined : facts.find(accounts, account);
  const person = contact === undefined ? undefined : facts.find(contacts, contact);
  const { phone, email } = person ?? {};
  const asked = person && { name: personName(person), phone, email };
  if (company !== undefined) {
    const { name, legalName, taxIds, endpoint, billingAddress, address } = company;
    return { name, legalName, taxIds, endpoint, address: billingAddress ?? address, contact: asked };
  }
  return person && { name: personName(person), address: person.address, contact: asked };
}

/** Who buys and sells, as it is on this day; a profile that is not set yet holds no invoice back. */
export function partiesOf(customer: Customer, facts: Finds): { seller?: Seller; buyer?: Buyer } {
  const profile = facts.find(seller, SELLER);
  const buyer = buyerOf(customer, facts);
  return { ...(profile && { seller: Seller.parse(profile) }), ...(buyer && { buyer }) };
}
