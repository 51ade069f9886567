import { everything, type Node } from "./node.ts";

/** The order of elements in the schema of UBL 2.1, as far as documents here have them. */
const sequences: Readonly<Record<string, string>> = {
  Invoice:
    "CustomizationID ProfileID ID IssueDate DueDate InvoiceTypeCode Note DocumentCurrencyCode BuyerReference OrderReference BillingReference AccountingSupplierParty AccountingCustomerParty Delivery PaymentMeans PaymentTerms AllowanceCharge TaxTotal LegalMonetaryTotal InvoiceLine",
  CreditNote:
    "CustomizationID ProfileID ID IssueDate CreditNoteTypeCode Note DocumentCurrencyCode BuyerReference OrderReference BillingReference AccountingSupplierParty AccountingCustomerParty Delivery PaymentMeans PaymentTerms AllowanceCharge TaxTotal LegalMonetaryTotal CreditNoteLine",
  "cac:Party":
    "EndpointID PartyIdentification PartyName PostalAddress PartyTaxScheme PartyLegalEntity Contact",
  "cac:PostalAddress": "StreetName AdditionalStreetName CityName PostalZone CountrySubentity Country",
  "cac:Address": "StreetName AdditionalStreetName CityName PostalZone CountrySubentity Country",
  "cac:PartyTaxScheme": "CompanyID TaxScheme",
  "cac:PartyLegalEntity": "RegistrationName CompanyID CompanyLegalForm",
  "cac:Contact": "Name Telephone ElectronicMail",
  "cac:Delivery": "ActualDeliveryDate DeliveryLocation",
  "cac:OrderReference": "ID SalesOrderID",
  "cac:InvoiceDocumentReference": "ID IssueDate",
  "cac:PaymentMeans": "PaymentMeansCode PaymentID PayeeFinancialAccount",
  "cac:PayeeFinancialAccount": "ID Name FinancialInstitutionBranch",
  "cac:AllowanceCharge": "ChargeIndicator AllowanceChargeReasonCode AllowanceChargeReason Amount TaxCategory",
  "cac:TaxTotal": "TaxAmount TaxSubtotal",
  "cac:TaxSubtotal": "TaxableAmount TaxAmount TaxCategory",
  "cac:TaxCategory": "ID Percent TaxExemptionReasonCode TaxExemptionReason TaxScheme",
  "cac:ClassifiedTaxCategory": "ID Percent TaxScheme",
  "cac:LegalMonetaryTotal":
    "LineExtensionAmount TaxExclusiveAmount TaxInclusiveAmount AllowanceTotalAmount ChargeTotalAmount PrepaidAmount PayableRoundingAmount PayableAmount",
  "cac:InvoiceLine": "ID InvoicedQuantity LineExtensionAmount AllowanceCharge Item Price",
  "cac:CreditNoteLine": "ID CreditedQuantity LineExtensionAmount AllowanceCharge Item Price",
  "cac:Item": "Name SellersItemIdentification ClassifiedTaxCategory",
};

/** Elements that the schema does not have at their place. */
export function misplaced(root: Node): string[] {
  return everything(root).flatMap(({ name, children }) => {
    const sequence = sequences[name]?.split(" ");
    if (sequence === undefined) return [];
    const places = children.map((child) => sequence.indexOf(child.name.replace(/^c[ab]c:/, "")));
    const wrong = places.findIndex((place, n) => place < 0 || place < (places[n - 1] ?? 0));
    return wrong < 0 ? [] : [`${children[wrong]?.name} in ${name}`];
  });
}
