import * as z from "zod";
import { Email, text, Website } from "./text.ts";
import { personal } from "./personal.ts";

/** A postal address; `country` as a two-letter code (ISO 3166) lets national phone numbers be read. */
export const Address = personal(
  z.strictObject({
    street: text(200).optional(),
    street2: text(200).optional(),
    postalCode: text(20).optional(),
    city: text(100).optional(),
    region: text(100).optional(),
    country: text(60).optional(),
  }),
);

/** How a person or company is reached. */
export const reach = {
  email: Email.optional(),
  phone: personal(text(50)).optional(),
  address: Address.optional(),
};

/** How a person is called and reached. */
export const personFields = {
  firstName: personal(text(100)).optional(),
  lastName: personal(text(100)).optional(),
  jobTitle: personal(text(100)).optional(),
  ...reach,
};

/** How a company is called and reached. */
export const companyReach = { ...reach, website: Website.optional() };

/** A phone number as E.164, where it parses. */
export const PhoneE164 = personal(z.string().regex(/^\+[1-9][0-9]{1,14}$/));

type Named = Readonly<Partial<Record<"firstName" | "lastName" | "email" | "phone" | "company", unknown>>>;

const given = (value: unknown) => value !== undefined && value !== null;

/** Whether a person can be told apart at all: by last name, e-mail or phone. */
export function isNamed(person: Named): boolean {
  return given(person.lastName) || given(person.email) || given(person.phone);
}

/** What is wrong with a person who is not named. */
export const ONE_NAME = "needs at least one of lastName, email, phone";

/** How a person is called in a sentence. */
export function personName(person: Readonly<{ [K in keyof Named]?: string | undefined }>): string {
  const name = [person.firstName, person.lastName].filter((part) => part !== undefined).join(" ");
  return name || (person.email ?? person.phone ?? "without a name");
}
