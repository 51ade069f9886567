import { changeAccount, openAccount } from "../../../domain/account/actions.ts";
import { assignAccount } from "../../../domain/account/handling.ts";
import { addContact, changeContact } from "../../../domain/contact/actions.ts";
import { assignContact } from "../../../domain/contact/handling.ts";
import { addPriceList, changePriceList, retirePriceList } from "../../../domain/price-list/actions.ts";
import { setEntries } from "../../../domain/price-list/set-entries.ts";
import { changeProcess } from "../../../domain/process/actions.ts";
import { shippedBook } from "../../../domain/process/shipped.ts";
import { addProduct, changeProduct, retireProduct } from "../../../domain/product/actions.ts";
import { changeSeller } from "../../../domain/seller/actions.ts";
import { addTaxCode, changeTaxCode, retireTaxCode } from "../../../domain/tax-code/actions.ts";
import type { Rehearse } from "../rehearsal.ts";

/** The id of the check that the bench's process asks for. */
export const CHECK = "credit";

const { lean } = shippedBook.processes;

/** The organisation: who sells, and a process with a check and an approval limit. */
export const organise = async (act: Rehearse): Promise<void> => {
  await act(changeSeller, { name: "Bombas del Norte S.A.", address: { country: "ES" } });
  if (lean === undefined) throw new Error("No process is called lean");
  const steps = { close: [{ id: CHECK, label: { en: "Credit checked" }, check: true, optional: true }] };
  const strict = { ...lean, steps, approval: { total: { EUR: "5000" }, role: "sales" } };
  await act(changeProcess, { processes: { lean, strict }, choose: [], fallback: "strict" });
};

/** The catalogue; the id of a product that is on a price list and has a tax code. */
export const catalogue = async (act: Rehearse): Promise<string> => {
  const code = { code: "ES21", name: "IVA 21 %", category: "S", percent: "21" };
  const { id: taxCode } = await act(addTaxCode, code);
  await act(changeTaxCode, { name: "IVA general" }, taxCode);
  const { id: oldCode } = await act(addTaxCode, { ...code, code: "ES18", percent: "18" });
  await act(retireTaxCode, {}, oldCode);
  const product = { code: "P-1", name: "Pump", prices: { EUR: "140.00" }, taxCode: "ES21" };
  const { id } = await act(addProduct, product);
  await act(changeProduct, { unit: "piece" }, id);
  const old = await act(addProduct, { ...product, code: "P-0" });
  await act(retireProduct, {}, old.id);
  const list = await act(addPriceList, { name: "Prices of the year", currency: "EUR", isDefault: true });
  await act(setEntries, { entries: [{ product: id, unitPrice: "135.00" }] }, list.id);
  await act(changePriceList, { name: "Prices" }, list.id);
  const last = await act(addPriceList, { name: "Prices of last year", currency: "EUR" });
  await act(retirePriceList, {}, last.id);
  return id;
};

/** A customer; the id of the account. */
export const customers = async (act: Rehearse): Promise<string> => {
  const { id: account } = await act(openAccount, { name: "Ruiz S.L." });
  await act(changeAccount, { website: "https://ruiz.example" }, account);
  await act(assignAccount, { owner: "ana" }, account);
  const { id } = await act(addContact, { lastName: "Ruiz", account });
  await act(changeContact, { jobTitle: "Buyer" }, id);
  await act(assignContact, { owner: "ana" }, id);
  return account;
};
