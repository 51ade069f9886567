import { all, everything, has, type Node, text } from "./node.ts";
import { apart, decimals, exact, ONE, sum } from "./number.ts";

/** A rule of EN 16931 or of Peppol BIS Billing 3.0 by its name there, and whether a document obeys it. */
export type Rule = readonly [name: string, holds: (doc: Node) => boolean];

/** The lines of an invoice or of a credit note. */
export const linesOf = (doc: Node) => [...all(doc, "cac:InvoiceLine"), ...all(doc, "cac:CreditNoteLine")];

/** What is taken off, or added. */
export const adjustments = (node: Node, charge: boolean) =>
  all(node, "cac:AllowanceCharge").filter((each) => text(each, "cbc:ChargeIndicator") === String(charge));

const amounts = (nodes: readonly Node[], path: string) => sum(nodes.map((node) => text(node, path)));
const subtotals = (doc: Node) => all(doc, "cac:TaxTotal/cac:TaxSubtotal");
const total = (doc: Node, name: string) => exact(text(doc, `cac:LegalMonetaryTotal/cbc:${name}`));
const hasTotal = (doc: Node, name: string) => has(doc, `cac:LegalMonetaryTotal/cbc:${name}`);
const filled = (path: string) => (doc: Node) => (text(doc, path) ?? "").trim() !== "";
const SELLER = "cac:AccountingSupplierParty/cac:Party";
const BUYER = "cac:AccountingCustomerParty/cac:Party";
const eachLine = (holds: (line: Node) => boolean) => (doc: Node) => linesOf(doc).every(holds);
const isCredit = (doc: Node) => doc.name === "CreditNote";
const quantity = (line: Node) => text(line, "cbc:InvoicedQuantity") ?? text(line, "cbc:CreditedQuantity");

/** What must be there (BR-01 to BR-55). */
export const presence: readonly Rule[] = [
  ["BR-01", filled("cbc:CustomizationID")],
  ["BR-02", filled("cbc:ID")],
  ["BR-03", filled("cbc:IssueDate")],
  ["BR-04", (doc) => filled(isCredit(doc) ? "cbc:CreditNoteTypeCode" : "cbc:InvoiceTypeCode")(doc)],
  ["BR-05", filled("cbc:DocumentCurrencyCode")],
  ["BR-06", filled(`${SELLER}/cac:PartyLegalEntity/cbc:RegistrationName`)],
  ["BR-07", filled(`${BUYER}/cac:PartyLegalEntity/cbc:RegistrationName`)],
  ["BR-08", (doc) => has(doc, `${SELLER}/cac:PostalAddress`)],
  ["BR-09", filled(`${SELLER}/cac:PostalAddress/cac:Country/cbc:IdentificationCode`)],
  ["BR-10", (doc) => has(doc, `${BUYER}/cac:PostalAddress`)],
  ["BR-11", filled(`${BUYER}/cac:PostalAddress/cac:Country/cbc:IdentificationCode`)],
  ["BR-12", (doc) => hasTotal(doc, "LineExtensionAmount")],
  ["BR-13", (doc) => hasTotal(doc, "TaxExclusiveAmount")],
  ["BR-14", (doc) => hasTotal(doc, "TaxInclusiveAmount")],
  ["BR-15", (doc) => hasTotal(doc, "PayableAmount")],
  ["BR-16", (doc) => linesOf(doc).length > 0],
  ["BR-21", eachLine(filled("cbc:ID"))],
  ["BR-22", eachLine((line) => quantity(line) !== undefined)],
  [
    "BR-23",
    eachLine((line) => everything(line).some(({ attributes }) => (attributes["unitCode"] ?? "") !== "")),
  ],
  ["BR-24", eachLine(filled("cbc:LineExtensionAmount"))],
  ["BR-25", eachLine(filled("cac:Item/cbc:Name"))],
  ["BR-26", eachLine(filled("cac:Price/cbc:PriceAmount"))],
  ["BR-27", eachLine((line) => exact(text(line, "cac:Price/cbc:PriceAmount")) >= 0n)],
  ["BR-31 BR-36 BR-41 BR-43", (doc) => all(doc, "//cac:AllowanceCharge").every(filled("cbc:Amount"))],
  [
    "BR-32 BR-37",
    (doc) => all(doc, "cac:AllowanceCharge").every((each) => has(each, "cac:TaxCategory/cbc:ID")),
  ],
  [
    "BR-33 BR-38 BR-42 BR-44",
    (doc) => all(doc, "//cac:AllowanceCharge").every(filled("cbc:AllowanceChargeReason")),
  ],
  ["BR-45", (doc) => subtotals(doc).every(filled("cbc:TaxableAmount"))],
  ["BR-46", (doc) => subtotals(doc).every(filled("cbc:TaxAmount"))],
  ["BR-47", (doc) => subtotals(doc).every(filled("cac:TaxCategory/cbc:ID"))],
  [
    "BR-48",
    (doc) =>
      all(doc, "//cac:TaxSubtotal/cac:TaxCategory").every(
        (category) => text(category, "cbc:ID") === "O" || has(category, "cbc:Percent"),
      ),
  ],
  ["BR-49", (doc) => all(doc, "cac:PaymentMeans").every(filled("cbc:PaymentMeansCode"))],
  ["BR-50 BR-61", (doc) => all(doc, "cac:PaymentMeans").every(filled("cac:PayeeFinancialAccount/cbc:ID"))],
  ["BR-55", (doc) => all(doc, "cac:BillingReference").every(filled("cac:InvoiceDocumentReference/cbc:ID"))],
  [
    "BR-62 BR-63",
    (doc) => all(doc, "//cbc:EndpointID").every(({ attributes }) => (attributes["schemeID"] ?? "") !== ""),
  ],
];

const money =
  /^cbc:(?:Amount|TaxableAmount|TaxAmount|LineExtensionAmount|Tax(?:Ex|In)clusiveAmount|.*TotalAmount|Prepaid.*|Payable.*)$/;

/** The sums (BR-CO-10 to BR-CO-18, BR-DEC). */
export const sums: readonly Rule[] = [
  ["BR-CO-04", eachLine(filled("cac:Item/cac:ClassifiedTaxCategory/cbc:ID"))],
  [
    "BR-CO-10",
    (doc) => total(doc, "LineExtensionAmount") === amounts(linesOf(doc), "cbc:LineExtensionAmount"),
  ],
  [
    "BR-CO-11",
    (doc) =>
      total(doc, "AllowanceTotalAmount") === amounts(adjustments(doc, false), "cbc:Amount") &&
      hasTotal(doc, "AllowanceTotalAmount") === adjustments(doc, false).length > 0,
  ],
  [
    "BR-CO-12",
    (doc) =>
      total(doc, "ChargeTotalAmount") === amounts(adjustments(doc, true), "cbc:Amount") &&
      hasTotal(doc, "ChargeTotalAmount") === adjustments(doc, true).length > 0,
  ],
  [
    "BR-CO-13",
    (doc) =>
      total(doc, "TaxExclusiveAmount") ===
      total(doc, "LineExtensionAmount") -
        total(doc, "AllowanceTotalAmount") +
        total(doc, "ChargeTotalAmount"),
  ],
  [
    "BR-CO-14",
    (doc) => exact(text(doc, "cac:TaxTotal/cbc:TaxAmount")) === amounts(subtotals(doc), "cbc:TaxAmount"),
  ],
  [
    "BR-CO-15",
    (doc) =>
      total(doc, "TaxInclusiveAmount") ===
      total(doc, "TaxExclusiveAmount") + exact(text(doc, "cac:TaxTotal/cbc:TaxAmount")),
  ],
  [
    "BR-CO-16",
    (doc) =>
      total(doc, "PayableAmount") ===
      total(doc, "TaxInclusiveAmount") - total(doc, "PrepaidAmount") + total(doc, "PayableRoundingAmount"),
  ],
  ["BR-CO-18", (doc) => subtotals(doc).length > 0],
  [
    "BR-CO-25",
    (doc) =>
      isCredit(doc) ||
      total(doc, "PayableAmount") <= 0n ||
      has(doc, "cbc:DueDate") ||
      has(doc, "cac:PaymentTerms/cbc:Note"),
  ],
  [
    "BR-CO-26",
    (doc) =>
      has(doc, `${SELLER}/cac:PartyTaxScheme/cbc:CompanyID`) ||
      has(doc, `${SELLER}/cac:PartyLegalEntity/cbc:CompanyID`),
  ],
  ["BR-DEC", (doc) => everything(doc).every((node) => !money.test(node.name) || decimals(node.text) <= 2)],
];

const SLACK = ONE / 50n;

/** What Peppol asks beyond the standard (PEPPOL-EN16931-R001 to R130). */
export const peppol: readonly Rule[] = [
  [
    "R001 R007",
    (doc) => /^urn:fdc:peppol.eu:2017:poacc:billing:[0-9]{2}:1.0$/.test(text(doc, "cbc:ProfileID") ?? ""),
  ],
  ["R002", (doc) => all(doc, "cbc:Note").length <= 1],
  ["R003", (doc) => has(doc, "cbc:BuyerReference") || has(doc, "cac:OrderReference/cbc:ID")],
  [
    "R004",
    (doc) =>
      text(doc, "cbc:CustomizationID") ===
      "urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0",
  ],
  ["R008", (doc) => everything(doc).every((node) => node.children.length > 0 || node.text.trim() !== "")],
  ["R010", (doc) => has(doc, `${BUYER}/cbc:EndpointID`)],
  ["R020", (doc) => has(doc, `${SELLER}/cbc:EndpointID`)],
  ["R043", (doc) => all(doc, "//cbc:ChargeIndicator").every((node) => /^(?:true|false)$/.test(node.text))],
  [
    "R051",
    (doc) =>
      everything(doc).every(
        ({ attributes }) =>
          (attributes["currencyID"] ?? text(doc, "cbc:DocumentCurrencyCode")) ===
          text(doc, "cbc:DocumentCurrencyCode"),
      ),
  ],
  ["R053 R054", (doc) => all(doc, "cac:TaxTotal").length === 1],
  [
    "R120",
    eachLine((line) => {
      const gross = (exact(quantity(line)) * exact(text(line, "cac:Price/cbc:PriceAmount"))) / ONE;
      const off = amounts(adjustments(line, false), "cbc:Amount");
      const on = amounts(adjustments(line, true), "cbc:Amount");
      return apart(exact(text(line, "cbc:LineExtensionAmount")), gross - off + on) <= SLACK;
    }),
  ],
  [
    "F001",
    (doc) =>
      everything(doc).every(({ name, text: day }) => !name.endsWith("Date") || /^\d{4}-\d\d-\d\d$/.test(day)),
  ],
  ["P0100", (doc) => isCredit(doc) || ["380", "386"].includes(text(doc, "cbc:InvoiceTypeCode") ?? "")],
  ["P0101", (doc) => !isCredit(doc) || text(doc, "cbc:CreditNoteTypeCode") === "381"],
];
