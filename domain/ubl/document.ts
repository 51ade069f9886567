import { type Refusal, refuse } from "../kernel/refusal.ts";
import { CUSTOMIZATION, PROFILE } from "./codes.ts";
import { faultsOf } from "./fault.ts";
import { lineOf } from "./line.ts";
import { addressOf, partyOf } from "./party.ts";
import type { UblSource } from "./source.ts";
import { adjustmentsOf, monetaryTotalOf, taxTotalOf } from "./totals.ts";
import type { Element, UblDocument } from "./tree.ts";

/** A note for people: no `#ABC#` in it, which would be a code of UNTDID 4451 (EN 16931 BT-21, BR-CL-08). */
function noteOf(note: string | undefined): string | undefined {
  return note?.replace(/#(?=[^#]{3}#)/, "# ");
}

/** What leads the buyer to what the document is about; one of both must be there (PEPPOL-EN16931-R003). */
function referencesOf({ buyerReference, orderReference, order, buyer, preceding }: UblSource): Element {
  const reference =
    buyerReference ?? (orderReference === undefined ? (buyer?.contact?.name ?? buyer?.name) : undefined);
  return {
    "cbc:BuyerReference": reference,
    "cac:OrderReference":
      orderReference === undefined ? undefined : { "cbc:ID": orderReference, "cbc:SalesOrderID": order },
    "cac:BillingReference": preceding && {
      "cac:InvoiceDocumentReference": { "cbc:ID": preceding.number, "cbc:IssueDate": preceding.issuedOn },
    },
  };
}

/** When and, for goods that cross a border inside the EU, where they were delivered (EN 16931 BT-72, BG-15; BR-IC-11, BR-IC-12). */
function deliveryOf({ deliveredOn, buyer, taxes }: UblSource): Element | undefined {
  const abroad = taxes.some(({ category }) => category === "K");
  if (deliveredOn === undefined && !abroad) return undefined;
  return {
    "cbc:ActualDeliveryDate": deliveredOn,
    "cac:DeliveryLocation": abroad && buyer ? { "cac:Address": addressOf(buyer) } : undefined,
  };
}

/** How an invoice is paid (EN 16931 BG-16): by SEPA transfer in euro (58), else by transfer (30), with the number as reference. */
function paymentOf({ type, seller, currency, number, paymentNote }: UblSource): Element {
  const { iban, bic, name } = seller?.bank ?? {};
  if (type === "381") return {};
  return {
    "cac:PaymentMeans":
      iban === undefined
        ? undefined
        : {
            "cbc:PaymentMeansCode": currency === "EUR" ? "58" : "30",
            "cbc:PaymentID": number,
            "cac:PayeeFinancialAccount": {
              "cbc:ID": iban,
              "cbc:Name": name,
              "cac:FinancialInstitutionBranch": bic === undefined ? undefined : { "cbc:ID": bic },
            },
          },
    "cac:PaymentTerms": paymentNote === undefined ? undefined : { "cbc:Note": paymentNote },
  };
}

function contentOf(source: UblSource): Element {
  const { type, number, issuedOn, dueOn, currency, note, seller, buyer, taxes, lines } = source;
  const credit = type === "381";
  const subjectToVat = taxes.every(({ category }) => category !== "O");
  return {
    "cbc:CustomizationID": CUSTOMIZATION,
    "cbc:ProfileID": PROFILE,
    "cbc:ID": number,
    "cbc:IssueDate": issuedOn,
    "cbc:DueDate": credit ? undefined : dueOn,
    [credit ? "cbc:CreditNoteTypeCode" : "cbc:InvoiceTypeCode"]: type,
    "cbc:Note": noteOf(note),
    "cbc:DocumentCurrencyCode": currency,
    ...referencesOf(source),
    "cac:AccountingSupplierParty": seller && partyOf(seller, subjectToVat),
    "cac:AccountingCustomerParty": buyer && partyOf(buyer, subjectToVat),
    "cac:Delivery": deliveryOf(source),
    ...paymentOf(source),
    "cac:AllowanceCharge": adjustmentsOf(source),
    "cac:TaxTotal": taxTotalOf(source),
    "cac:LegalMonetaryTotal": monetaryTotalOf(source),
    [credit ? "cac:CreditNoteLine" : "cac:InvoiceLine"]: lines.map((line) => lineOf(line, source)),
  };
}

/** The document as UBL 2.1 by Peppol BIS Billing 3.0 (EN 16931), or every reason why it cannot be one. */
export function ublOf(source: UblSource): { readonly ok: true; readonly document: UblDocument } | Refusal {
  const faults = faultsOf(source);
  if (faults.length === 0) {
    const root = source.type === "381" ? "CreditNote" : "Invoice";
    return { ok: true, document: { root, content: contentOf(source) } };
  }
  const reasons = faults.map(({ message }) => message).join("; ");
  const message = `${source.number} cannot be written as a Peppol document: ${reasons}. What was issued stays as it is: set what is missing, credit it and issue it again`;
  return refuse("rule_broken", message, {
    fields: faults.map(({ pointer, message: why }) => ({ pointer, message: why })),
    details: { rules: faults.map(({ rule }) => rule) },
  });
}
