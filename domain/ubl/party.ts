import type { Buyer, Seller } from "../document/party.ts";
import { type Element, unlessEmpty, VAT } from "./tree.ts";

const compact = (code: string) => code.replaceAll(/[\s.]/g, "").toUpperCase();

/** A country as UBL writes it: two capitals (ISO 3166-1). */
export function countryOf(party: Buyer | undefined): string | undefined {
  const country = party?.address?.country;
  return country === undefined ? undefined : compact(country);
}

/** A VAT number as UBL writes it: without spaces, in capitals, such as DE123456789. */
export function vatOf(party: Buyer | undefined): string | undefined {
  const vat = party?.taxIds?.vat;
  return vat === undefined ? undefined : compact(vat);
}

/** A postal address (EN 16931 BG-5, BG-8, BG-15). */
export function addressOf(party: Buyer): Element {
  const { street, street2, city, postalCode, region } = party.address ?? {};
  const country = countryOf(party);
  return {
    "cbc:StreetName": street,
    "cbc:AdditionalStreetName": street2,
    "cbc:CityName": city,
    "cbc:PostalZone": postalCode,
    "cbc:CountrySubentity": region,
    "cac:Country": country === undefined ? undefined : { "cbc:IdentificationCode": country },
  };
}

/** A company on a document (EN 16931 BG-4, BG-7); where VAT does not apply, its VAT number may not be said (BR-O-02). */
export function partyOf(party: Buyer & Pick<Seller, "legalNote">, subjectToVat: boolean): Element {
  const { name, legalName, endpoint, taxIds, contact, legalNote } = party;
  const vat = subjectToVat ? vatOf(party) : undefined;
  return {
    "cac:Party": {
      "cbc:EndpointID": endpoint && { "@schemeID": endpoint.scheme, "#text": endpoint.id },
      "cac:PartyName": { "cbc:Name": name },
      "cac:PostalAddress": addressOf(party),
      "cac:PartyTaxScheme": vat === undefined ? undefined : { "cbc:CompanyID": vat, "cac:TaxScheme": VAT },
      "cac:PartyLegalEntity": {
        "cbc:RegistrationName": legalName ?? name,
        "cbc:CompanyID": taxIds?.registration,
        "cbc:CompanyLegalForm": legalNote,
      },
      "cac:Contact":
        contact &&
        unlessEmpty({
          "cbc:Name": contact.name,
          "cbc:Telephone": contact.phone,
          "cbc:ElectronicMail": contact.email,
        }),
    },
  };
}
