import { all, has, type Node, text } from "./node.ts";
import { apart, exact, ONE, sum } from "./number.ts";
import { adjustments, linesOf, type Rule } from "./rules.ts";

const SELLER = "cac:AccountingSupplierParty/cac:Party";
const BUYER = "cac:AccountingCustomerParty/cac:Party";
const VAT = "cac:PartyTaxScheme/cbc:CompanyID";
const REGISTRATION = "cac:PartyLegalEntity/cbc:CompanyID";
const LINE = "cac:Item/cac:ClassifiedTaxCategory";

const subtotals = (doc: Node, category: string) =>
  all(doc, "cac:TaxTotal/cac:TaxSubtotal").filter(
    (each) => text(each, "cac:TaxCategory/cbc:ID") === category,
  );

/** Every category named anywhere but in the breakdown. */
const used = (doc: Node, category: string) =>
  [...all(doc, `//${LINE}`), ...all(doc, "cac:AllowanceCharge/cac:TaxCategory")].filter(
    (each) => text(each, "cbc:ID") === category,
  );

function taxableOf(doc: Node, category: string, percent: string | undefined): bigint {
  const mine = (path: string) => (each: Node) =>
    all(each, path).some(
      (taxed) => text(taxed, "cbc:ID") === category && exact(text(taxed, "cbc:Percent")) === exact(percent),
    );
  const of = (nodes: readonly Node[], amount: string) => sum(nodes.map((each) => text(each, amount)));
  return (
    of(linesOf(doc).filter(mine(LINE)), "cbc:LineExtensionAmount") +
    of(adjustments(doc, true).filter(mine("cac:TaxCategory")), "cbc:Amount") -
    of(adjustments(doc, false).filter(mine("cac:TaxCategory")), "cbc:Amount")
  );
}

const sellerVat = (doc: Node) => has(doc, `${SELLER}/${VAT}`);
const buyerVat = (doc: Node) => has(doc, `${BUYER}/${VAT}`);

const parties: Readonly<Record<string, (doc: Node) => boolean>> = {
  S: sellerVat,
  Z: sellerVat,
  E: sellerVat,
  AE: (doc) => sellerVat(doc) && (buyerVat(doc) || has(doc, `${BUYER}/${REGISTRATION}`)),
  IC: (doc) => sellerVat(doc) && buyerVat(doc),
  G: sellerVat,
  O: (doc) => !sellerVat(doc) && !buyerVat(doc),
};

const reasons = (share: Node) =>
  has(share, "cac:TaxCategory/cbc:TaxExemptionReason") ||
  has(share, "cac:TaxCategory/cbc:TaxExemptionReasonCode");

/** The rules 01 to 10 of one category, by its name in the rules and its code. */
function rulesOf(name: string, code: string): readonly Rule[] {
  const shares = (doc: Node) => subtotals(doc, code);
  const bearing = code === "S";
  const percentIs = (taxed: Node) =>
    code === "O"
      ? !has(taxed, "cbc:Percent")
      : has(taxed, "cbc:Percent") && exact(text(taxed, "cbc:Percent")) > 0n === bearing;
  return [
    [
      `BR-${name}-01`,
      (doc) =>
        bearing
          ? used(doc, code).length > 0 === shares(doc).length > 0
          : shares(doc).length === (used(doc, code).length > 0 ? 1 : 0),
    ],
    [`BR-${name}-02 03 04`, (doc) => used(doc, code).length === 0 || (parties[name]?.(doc) ?? false)],
    [`BR-${name}-05 06 07`, (doc) => used(doc, code).every(percentIs)],
    [
      `BR-${name}-08`,
      (doc) =>
        shares(doc).every(
          (share) =>
            exact(text(share, "cbc:TaxableAmount")) ===
            taxableOf(doc, code, text(share, "cac:TaxCategory/cbc:Percent")),
        ),
    ],
    [
      `BR-${name}-09 BR-CO-17`,
      (doc) =>
        shares(doc).every((share) => {
          const percent = exact(text(share, "cac:TaxCategory/cbc:Percent"));
          const tax = (exact(text(share, "cbc:TaxableAmount")) * percent) / (ONE * 100n);
          return apart(tax, exact(text(share, "cbc:TaxAmount"))) < (bearing ? ONE : 1n);
        }),
    ],
    [
      `BR-${name}-10`,
      (doc) => shares(doc).every((share) => reasons(share) !== (code === "S" || code === "Z")),
    ],
  ];
}

/** What each VAT category asks (BR-S, BR-Z, BR-E, BR-AE, BR-IC, BR-G, BR-O). */
export const taxRules: readonly Rule[] = [
  ...rulesOf("S", "S"),
  ...rulesOf("Z", "Z"),
  ...rulesOf("E", "E"),
  ...rulesOf("AE", "AE"),
  ...rulesOf("IC", "K"),
  ...rulesOf("G", "G"),
  ...rulesOf("O", "O"),
  ["BR-IC-11", (doc) => subtotals(doc, "K").length === 0 || has(doc, "cac:Delivery/cbc:ActualDeliveryDate")],
  [
    "BR-IC-12",
    (doc) =>
      subtotals(doc, "K").length === 0 ||
      has(doc, "cac:Delivery/cac:DeliveryLocation/cac:Address/cac:Country/cbc:IdentificationCode"),
  ],
  [
    "BR-O-11 12 13 14",
    (doc) =>
      subtotals(doc, "O").length === 0 ||
      (all(doc, "cac:TaxTotal/cac:TaxSubtotal").length === 1 &&
        used(doc, "O").length === all(doc, `//${LINE}`).length + all(doc, "cac:AllowanceCharge").length),
  ],
];
