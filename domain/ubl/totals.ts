import type { TaxShare } from "../document/line.ts";
import { spread } from "../document/spread.ts";
import { type Taxed, taxKey } from "../document/tax.ts";
import { type Decimal, decimal } from "../kernel/decimal.ts";
import type { Money } from "../kernel/money.ts";
import { allowanceOf, taxCategoryOf } from "./allowance.ts";
import { exemptionOf } from "./exemption.ts";
import type { UblSource } from "./source.ts";
import { amountOf, type Element } from "./tree.ts";

const taxedBy = ({ category, percent }: TaxShare): Taxed => ({ taxPercent: percent, taxCategory: category });

const sumOf = (amounts: readonly Money[]) =>
  amounts.reduce((sum, { minor }) => sum.plus(minor), decimal(0)).toNumber();

/** How much of each row's discount was paid in advance, in minor units; bills of before do not say it by row. */
function depositsOf({ deposit, deducted, taxes }: UblSource): Decimal[] {
  if (deducted !== undefined) {
    return taxes.map((share) => {
      const own = deducted.filter((each) => taxKey(each) === taxKey(taxedBy(share)));
      return decimal(sumOf(own.map(({ amount }) => amount)));
    });
  }
  return spread(
    decimal(deposit?.minor ?? 0),
    taxes.map(({ discount }) => decimal(discount.minor)),
  );
}

/** What is taken off the document (EN 16931 BG-20): for each tax category the discount, and what was paid in advance. */
function allowancesOf(source: UblSource): Element[] {
  const deposits = depositsOf(source);
  return source.taxes.flatMap((share, index) => {
    const deposit = deposits[index]?.toNumber() ?? 0;
    const { currency } = source;
    const parts = [
      { code: "95", reason: "Discount", minor: share.discount.minor - deposit },
      { code: undefined, reason: "Paid in advance", minor: deposit },
    ];
    return parts
      .filter(({ minor }) => minor > 0)
      .map(({ code, reason, minor }) =>
        allowanceOf({ code, reason, amount: amountOf({ minor, currency }), taxed: taxedBy(share) }),
      );
  });
}

// Those of zero too: each has a row in the tax breakdown, which must belong to something (EN 16931 BR-Z-01 and its like).
function chargesOf({ charges }: UblSource): Element[] {
  return charges.map((charge) =>
    allowanceOf({
      charge: true,
      reason: charge.description,
      amount: amountOf(charge.amount),
      taxed: charge,
    }),
  );
}

/** Discounts and charges on the document, each with its tax (EN 16931 BG-20, BG-21). */
export function adjustmentsOf(source: UblSource): Element[] {
  return [...allowancesOf(source), ...chargesOf(source)];
}

function subtotalOf(share: TaxShare): Element {
  const { "cac:TaxScheme": scheme, ...category } = taxCategoryOf(taxedBy(share));
  const exemption = exemptionOf(share);
  return {
    "cbc:TaxableAmount": amountOf(share.taxable),
    "cbc:TaxAmount": amountOf(share.tax),
    "cac:TaxCategory": {
      ...category,
      "cbc:TaxExemptionReasonCode": exemption?.code,
      "cbc:TaxExemptionReason": exemption?.reason,
      "cac:TaxScheme": scheme,
    },
  };
}

/** The tax with its breakdown (EN 16931 BT-110, BG-23). */
export function taxTotalOf({ totals, taxes }: UblSource): Element {
  return { "cbc:TaxAmount": amountOf(totals.tax), "cac:TaxSubtotal": taxes.map(subtotalOf) };
}

/** The sums (EN 16931 BG-22); those that may be left out are left out when they are zero. */
export function monetaryTotalOf({ lines, charges, taxes, totals, currency }: UblSource): Element {
  const sum = (minor: number) => (minor === 0 ? undefined : amountOf({ minor, currency }));
  return {
    "cbc:LineExtensionAmount": amountOf({ minor: sumOf(lines.map(({ net }) => net)), currency }),
    "cbc:TaxExclusiveAmount": amountOf(totals.net),
    "cbc:TaxInclusiveAmount": amountOf(totals.total),
    "cbc:AllowanceTotalAmount": sum(sumOf(taxes.map(({ discount }) => discount))),
    "cbc:ChargeTotalAmount":
      charges.length === 0
        ? undefined
        : amountOf({ minor: sumOf(charges.map(({ amount }) => amount)), currency }),
    "cbc:PrepaidAmount": sum(totals.prepaid.minor),
    "cbc:PayableRoundingAmount": sum(totals.rounding.minor),
    "cbc:PayableAmount": amountOf(totals.payable),
  };
}
