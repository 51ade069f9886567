import type { TaxCategory } from "../document/tax.ts";
import { minorDigits } from "../kernel/money.ts";
import { addressSchemes, categoryOfCode, countries, exemptionCodes } from "./codes.ts";
import { exemptionOf } from "./exemption.ts";
import { figureFaults } from "./figure.ts";
import { countryOf, vatOf } from "./party.ts";
import type { Fault, UblSource } from "./source.ts";

type Role = "seller" | "buyer";

function addressFaults(source: UblSource, role: Role): Fault[] {
  const country = countryOf(source[role]);
  if (country !== undefined && countries.has(country)) return [];
  const rule = role === "seller" ? "BR-09" : "BR-11";
  const message =
    country === undefined
      ? `the ${role}'s address has no country`
      : `the ${role}'s country must be a two-letter code such as DE, not ${source[role]?.address?.country}`;
  return [{ rule, pointer: `/${role}/address/country`, message }];
}

function endpointFaults(source: UblSource, role: Role): Fault[] {
  const endpoint = source[role]?.endpoint;
  const pointer = `/${role}/endpoint`;
  if (endpoint === undefined) {
    const rule = role === "seller" ? "PEPPOL-EN16931-R020" : "PEPPOL-EN16931-R010";
    return [{ rule, pointer, message: `the ${role} has no electronic address (endpoint)` }];
  }
  if (addressSchemes.has(endpoint.scheme)) return [];
  const message = `the ${role}'s electronic address has the scheme ${endpoint.scheme}, which Peppol does not know`;
  return [{ rule: "PEPPOL-EN16931-CL008", pointer: `${pointer}/scheme`, message }];
}

/** A VAT number must begin with its country; Greece writes EL (EN 16931 BR-CO-09). */
function vatFaults(source: UblSource, role: Role): Fault[] {
  const vat = vatOf(source[role]);
  if (vat === undefined || vat.startsWith("EL") || countries.has(vat.slice(0, 2))) return [];
  const message = `the ${role}'s VAT number ${vat} must begin with the two letters of its country`;
  return [{ rule: "BR-CO-09", pointer: `/${role}/taxIds/vat`, message }];
}

function partyFaults(source: UblSource, role: Role): Fault[] {
  if (source[role] === undefined) {
    const rule = role === "seller" ? "BR-06" : "BR-07";
    const message =
      role === "seller"
        ? "the seller was not set when it was issued (PUT /seller)"
        : "the buyer is not known: no account or contact could be read when it was issued";
    return [{ rule, pointer: `/${role}`, message }];
  }
  return [...addressFaults(source, role), ...endpointFaults(source, role), ...vatFaults(source, role)];
}

/** What a tax category asks of the parties, by its name in the rules. */
const asked: Record<TaxCategory, { readonly name: string; readonly buyer?: "vat" | "any" }> = {
  S: { name: "S" },
  Z: { name: "Z" },
  E: { name: "E" },
  AE: { name: "AE", buyer: "any" },
  K: { name: "IC", buyer: "vat" },
  G: { name: "G" },
  O: { name: "O" },
};

/** Numbers that the parties must have (EN 16931 BR-CO-26, BR-S-02, BR-Z-02, BR-E-02, BR-AE-02, BR-IC-02, BR-G-02). */
function numberFaults({ seller, buyer }: UblSource, category: TaxCategory): Fault[] {
  const { name, buyer: needed } = asked[category];
  const faults: Fault[] = [];
  const rule = `BR-${name}-02`;
  if (category === "O") {
    const without = seller !== undefined && seller.taxIds?.registration === undefined;
    const message = "the seller has no registration number, which must be given where VAT does not apply";
    return without ? [{ rule: "BR-CO-26", pointer: "/seller/taxIds/registration", message }] : [];
  }
  if (seller !== undefined && vatOf(seller) === undefined) {
    faults.push({ rule, pointer: "/seller/taxIds/vat", message: "the seller has no VAT number" });
  }
  const registered = needed === "any" && buyer?.taxIds?.registration !== undefined;
  if (buyer !== undefined && needed !== undefined && vatOf(buyer) === undefined && !registered) {
    const message = `the buyer has no VAT number, which the tax category ${category} asks for`;
    faults.push({ rule, pointer: "/buyer/taxIds/vat", message });
  }
  return faults;
}

function categoryFaults(source: UblSource): Fault[] {
  const { taxes, deliveredOn } = source;
  const categories = [...new Set(taxes.map(({ category }) => category))];
  const faults = categories.flatMap((category) => numberFaults(source, category));
  if (categories.includes("K") && deliveredOn === undefined) {
    const message = "the day of delivery is missing, which the tax category K asks for";
    faults.push({ rule: "BR-IC-11", pointer: "/deliveredOn", message });
  }
  if (categories.includes("O") && categories.length > 1) {
    const message = "what is not subject to VAT (O) cannot be beside other tax categories";
    faults.push({ rule: "BR-O-11", pointer: "/totals/taxes", message });
  }
  return faults;
}

/** Why no tax is charged must be said (EN 16931 BR-E-10), by a code that means this category (PEPPOL-EN16931-P0104 to P0111). */
function exemptionFaults({ taxes }: UblSource): Fault[] {
  return taxes.flatMap((share, index): Fault[] => {
    const { category } = share;
    if (category === "S" || category === "Z") return [];
    const pointer = `/totals/taxes/${index}/exemption`;
    const exemption = exemptionOf(share);
    if (exemption === undefined) {
      return [{ rule: "BR-E-10", pointer, message: "nothing says why the exempt lines bear no tax" }];
    }
    const { code } = exemption;
    if (code === undefined) return [];
    if (!exemptionCodes.has(code)) {
      const message = `the code ${code} is not of the VATEX list`;
      return [{ rule: "BR-CL-22", pointer: `${pointer}/code`, message }];
    }
    if ((categoryOfCode.get(code) ?? category) === category) return [];
    const message = `the code ${code} does not belong to the tax category ${category}`;
    return [{ rule: "PEPPOL-EN16931-P0104", pointer: `${pointer}/code`, message }];
  });
}

function formFaults({ currency, lines }: UblSource): Fault[] {
  const digits = minorDigits(currency);
  const faults: Fault[] = [];
  if (digits > 2) {
    const message = `amounts in ${currency} have ${digits} decimals, the standard knows two`;
    faults.push({ rule: "BR-DEC-12", pointer: "/currency", message });
  }
  if (lines.length === 0) faults.push({ rule: "BR-16", pointer: "/lines", message: "it has no line" });
  return faults;
}

/** Every reason why a document cannot be written as UBL; none when it can. */
export function faultsOf(source: UblSource): Fault[] {
  return [
    ...formFaults(source),
    ...partyFaults(source, "seller"),
    ...partyFaults(source, "buyer"),
    ...categoryFaults(source),
    ...exemptionFaults(source),
    ...figureFaults(source),
  ];
}
