import { afterAll, beforeAll, expect, test } from "vitest";
import { openAccount } from "../../domain/account/actions.ts";
import { cancelInvoice } from "../../domain/invoice/credit.ts";
import { writeInvoice } from "../../domain/invoice/write.ts";
import { changeSeller } from "../../domain/seller/actions.ts";
import { SELLER } from "../../domain/seller/seller.ts";
import type { HttpHandler } from "../../functions/runtime/edge.ts";
import { readRoutes } from "../../functions/runtime/read/routes.ts";
import { type Business, startBusiness } from "../support/business.ts";
import { context, httpEvent, send } from "../support/request.ts";
import { buyer, seller } from "./documents.ts";
import { rootOf, text } from "./node.ts";

let business: Business;
let ubl: HttpHandler;

beforeAll(async () => {
  business = await startBusiness();
  ({ handler: ubl } = await import("../../functions/read/ubl.ts"));
});
afterAll(() => business.stop());

test("invoices and credit notes can be read as UBL", () => {
  const paths = readRoutes.filter(({ kind }) => kind === "ubl").map(({ path }) => path);
  expect(paths).toEqual(["/invoices/{id}/ubl", "/credit-notes/{id}/ubl"]);
});

test.each(["GET /invoices/{id}/ubl", "GET /credit-notes/{id}/ubl"])(
  "%s of what is not there is answered as not found",
  async (route) => {
    const id = route.includes("invoices")
      ? "inv_00000000000000000000000000"
      : "cre_00000000000000000000000000";
    expect(await send(ubl, { route, id })).toMatchObject({ status: 404, body: { code: "not_found" } });
  },
);

async function invoiced() {
  const { name, taxIds, endpoint } = buyer;
  const address = { city: "Paris", country: "FR" };
  const { id } = await business.act(openAccount, { name, taxIds, endpoint, address });
  const lines = [{ description: "Chair", quantity: "2", unitPrice: "100", taxPercent: "19" }];
  return business.act(writeInvoice, { account: id, topic: "Chairs", currency: "EUR", lines });
}

test("an invoice that was issued without a seller is refused, saying what is missing", async () => {
  const { id } = await invoiced();
  const answer = await send(ubl, { route: "GET /invoices/{id}/ubl", id });
  expect(answer).toMatchObject({
    status: 422,
    body: { code: "rule_broken", errors: [{ pointer: "/seller" }], details: { rules: ["BR-06"] } },
  });
});

test("an invoice and its credit note are answered as XML, as they were issued", async () => {
  await business.act(changeSeller, seller, SELLER);
  const { id } = await invoiced();
  await business.act(cancelInvoice, {}, id);
  const read = async (route: string, of: string) => {
    const { statusCode, headers, body } = await ubl(httpEvent({ route, id: of }), context);
    expect({ statusCode, headers }).toEqual({
      statusCode: 200,
      headers: { "content-type": "application/xml" },
    });
    return rootOf(body ?? "");
  };
  const invoice = await read("GET /invoices/{id}/ubl", id);
  expect(text(invoice, "cac:LegalMonetaryTotal/cbc:PayableAmount")).toBe("238.00");
  const note = await read("GET /credit-notes/{id}/ubl", `${id.replace("inv_", "cre_")}-c1`);
  expect(note.name).toBe("CreditNote");
  expect(text(note, "cac:LegalMonetaryTotal/cbc:PayableAmount")).toBe("238.00");
  expect(text(note, "cac:BillingReference/cac:InvoiceDocumentReference/cbc:ID")).toBe(
    text(invoice, "cbc:ID"),
  );
});
