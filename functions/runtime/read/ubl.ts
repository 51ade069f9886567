import { CreditNoteTerms } from "../../../domain/credit-note/credit-note.ts";
import { InvoiceTerms } from "../../../domain/invoice/terms.ts";
import type { AnyStage } from "../../../domain/kernel/stage.ts";
import { ublOf } from "../../../domain/ubl/document.ts";
import { ofCreditNote, ofInvoice } from "../../../domain/ubl/from-record.ts";
import type { UblSource } from "../../../domain/ubl/source.ts";
import type { HttpHandler } from "../edge.ts";
import { readRecord } from "../items.ts";
import { recordKey } from "../keys.ts";
import { noSuch, recordIn } from "./home.ts";
import { openReader } from "./reader.ts";
import { reading } from "./reading.ts";
import { xmlOf } from "./xml.ts";

/** What a record of a stage with documents is written from. */
function sourceOf(home: AnyStage, state: unknown): UblSource {
  const record = home.read(state);
  return home.name === "invoice"
    ? ofInvoice(InvoiceTerms.parse(record))
    : ofCreditNote(CreditNoteTerms.parse(record));
}

/** The Lambda function of GET /invoices/{id}/ubl and /credit-notes/{id}/ubl: the document as it was issued, for Peppol. */
export function ublDocument(): HttpHandler {
  const reader = openReader();
  return reading("read.ubl", async (event) => {
    const asked = recordIn(event);
    if (!asked.ok) return asked;
    const { home, id } = asked;
    const [item] = await reader.load([recordKey(home.name, id)]);
    if (item === undefined) return noSuch(home, id);
    const ubl = ublOf(sourceOf(home, readRecord(item).state));
    if (!ubl.ok) return ubl;
    return { statusCode: 200, headers: { "content-type": "application/xml" }, body: xmlOf(ubl.document) };
  });
}
