import { decimal } from "../kernel/decimal.ts";
import { minorDigits, type Money } from "../kernel/money.ts";

/** An element of UBL 2.1: its children in the order of its schema; `@name` is an attribute, `#text` the text beside attributes; undefined is left out. */
export interface Element {
  readonly [name: string]: string | Element | readonly Element[] | undefined;
}

/** A document of UBL 2.1: its root element and what is in it. */
export interface UblDocument {
  readonly root: "Invoice" | "CreditNote";
  readonly content: Element;
}

/** An amount as UBL writes it, with as many decimals as its currency has: { minor: 1999, currency: "EUR" } is 19.99. */
export function amountOf({ minor, currency }: Money): Element {
  const digits = minorDigits(currency);
  return decimalAmount(decimal(minor).shiftedBy(-digits).toFixed(digits), currency);
}

/** An amount given as a decimal text, such as the unit price. */
export function decimalAmount(text: string, currency: string): Element {
  return { "@currencyID": currency, "#text": text };
}

/** The element if there is something in it (PEPPOL-EN16931-R008: no empty elements). */
export function unlessEmpty(element: Element): Element | undefined {
  return Object.values(element).some((child) => child !== undefined) ? element : undefined;
}

/** The only tax that EN 16931 knows on lines, allowances and charges: VAT. */
export const VAT: Element = { "cbc:ID": "VAT" };
