import { isSupportedCountry, parsePhoneNumberFromString } from "libphonenumber-js/min";
import * as z from "zod";
import { PhoneE164 } from "./person.ts";

/** A phone number in E.164 where it parses, such as +442079460958; `country` (ISO 3166 alpha-2) reads national numbers. */
export function phoneE164(raw: string, country: string | undefined): string | undefined {
  const region = country?.toUpperCase();
  const parsed = parsePhoneNumberFromString(
    raw,
    region !== undefined && isSupportedCountry(region) ? region : undefined,
  );
  // Some valid numbers are longer than E.164 allows.
  return parsed?.isValid() === true && PhoneE164.safeParse(parsed.number).success ? parsed.number : undefined;
}

const Reach = z.object({
  phone: z.string().nullish(),
  address: z.object({ country: z.string().optional() }).nullish(),
});

function normalised(fields: object, home: string): string | undefined {
  const { phone, address } = Reach.parse(fields);
  if (phone === undefined || phone === null) return undefined;
  const country = address?.country;
  return phoneE164(phone, country !== undefined && country.length === 2 ? country : home);
}

/** Adds the E.164 form of `phone` where it parses; `home` is the country of national numbers without an address. */
export function withPhone<T extends object>(fields: T, home: string): T & { phoneE164?: string } {
  const e164 = normalised(fields, home);
  return e164 === undefined ? fields : { ...fields, phoneE164: e164 };
}

/** A PATCH of the phone or the country that also brings the E.164 form up to date. */
export function withPhonePatch(current: object, patch: object, home: string): object {
  if (!("phone" in patch) && !("address" in patch)) return patch;
  return { ...patch, phoneE164: normalised({ ...current, ...patch }, home) ?? null };
}
