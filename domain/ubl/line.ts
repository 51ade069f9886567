import { type Decimal, decimal } from "../kernel/decimal.ts";
import { minorDigits } from "../kernel/money.ts";
import { allowanceOf, taxCategoryOf } from "./allowance.ts";
import { unitCode } from "./codes.ts";
import type { SourceLine, UblSource } from "./source.ts";
import { amountOf, decimalAmount, type Element } from "./tree.ts";

/** The decimals that an amount may have (EN 16931 BR-DEC-24, BR-DEC-27), also where the currency has none. */
const DECIMALS = 2;

/** What quantity times price is more than the line's amount; less than zero when it is less. */
function differenceOf({ quantity, unitPrice, net }: SourceLine, currency: string): Decimal {
  const gross = decimal(quantity).times(unitPrice).decimalPlaces(DECIMALS);
  return gross.minus(decimal(net.minor).shiftedBy(-minorDigits(currency)));
}

function reasonOf({ discountPercent, discountAmount }: SourceLine): string | undefined {
  if (decimal(discountPercent).gt(0)) return `Discount ${discountPercent} %`;
  return discountAmount !== undefined && discountAmount.minor > 0 ? "Discount" : undefined;
}

/**
 * What leads from quantity times price to the line's amount, so that PEPPOL-EN16931-R120 holds: the line's discount,
 * or what was lost or won by rounding (a share of an order, a currency without decimals).
 */
function allowancesOf(line: SourceLine, currency: string): Element[] {
  const difference = differenceOf(line, currency);
  if (difference.isZero()) return [];
  const amount = decimalAmount(difference.abs().toFixed(DECIMALS), currency);
  if (difference.lt(0)) return [allowanceOf({ charge: true, reason: "Rounding", amount })];
  const discount = reasonOf(line);
  return [
    allowanceOf({
      code: discount === undefined ? undefined : "95",
      reason: discount ?? "Rounding",
      amount,
    }),
  ];
}

/** A line (EN 16931 BG-25): `LineExtensionAmount` BT-131 = quantity BT-129 x price BT-146 - allowances + charges. */
export function lineOf(line: SourceLine, { type, currency }: UblSource): Element {
  const quantity = { "@unitCode": unitCode(line.unit), "#text": decimal(line.quantity).toFixed() };
  return {
    "cbc:ID": String(line.line),
    [type === "381" ? "cbc:CreditedQuantity" : "cbc:InvoicedQuantity"]: quantity,
    "cbc:LineExtensionAmount": amountOf(line.net),
    "cac:AllowanceCharge": allowancesOf(line, currency),
    "cac:Item": {
      "cbc:Name": line.description,
      "cac:SellersItemIdentification": line.product === undefined ? undefined : { "cbc:ID": line.product },
      "cac:ClassifiedTaxCategory": taxCategoryOf(line),
    },
    "cac:Price": { "cbc:PriceAmount": decimalAmount(decimal(line.unitPrice).toFixed(), currency) },
  };
}
