import { minorDigits } from "../../domain/kernel/money.ts";
import { priceList } from "../../domain/price-list/price-list.ts";
import { product } from "../../domain/product/product.ts";
import { taxCode } from "../../domain/tax-code/tax-code.ts";
import type { Dice } from "../support/dice.ts";
import type { Memory } from "../support/memory.ts";

export const currencies = ["EUR", "EUR", "USD", "JPY", "KWD"] as const;
export const quantities = ["1", "2", "3", "0.5", "2.25", "0.333333", "12"] as const;
export const prices = ["14.00", "0.335", "0.005", "99.99", "1234.5678", "0", "0.1"] as const;
const discounts = ["0", "0", "5", "33.3333", "100"] as const;
const taxes = ["0", "7", "10", "19.0", "8.875"] as const;

/** What a person may ask for a new product. */
export function productInput(dice: Dice, memory: Memory): object {
  const codes = memory.all(taxCode).filter(({ status }) => status === "active");
  return {
    code: "CHAI",
    name: "Chai",
    prices: { EUR: dice.one(prices), JPY: "1500" },
    taxPercent: dice.one(taxes),
    ...(codes.length > 0 && dice.chance(50) && { taxCode: dice.one(codes).code }),
  };
}

/** What a person may ask for a new price list. */
export function priceListInput(dice: Dice, memory: Memory): object {
  return {
    name: "Retail",
    currency: dice.one(currencies),
    ...(dice.chance(50) && { isDefault: true }),
    ...(dice.chance(30) && { validFrom: memory.today }),
    ...(dice.chance(30) && { validTo: "2027-01-31" }),
  };
}

/** What a person may ask for a new tax code. */
export function taxCodeInput(dice: Dice): object {
  return dice.one([
    { code: "DE19", name: "Standard", category: "S", percent: "19" },
    { code: "DE7", name: "Reduced", category: "S", percent: "7" },
    { code: "EXEMPT", name: "Exempt", category: "E", percent: "0", exemption: { reason: "Education" } },
  ]);
}

/** The prices of a list, some of them by volume. */
export function entriesInput(dice: Dice, memory: Memory): object {
  const sold = memory.all(product).filter(() => dice.chance(70));
  const tiers = [
    { from: "2", unitPrice: "9.99" },
    { from: "10", discountPercent: "10" },
  ];
  return {
    entries: sold.map(({ id }) => ({
      product: id,
      unitPrice: dice.one(prices),
      ...(dice.chance(30) && { tiers }),
    })),
  };
}

function taxInput(dice: Dice, memory: Memory): object {
  const codes = memory.all(taxCode);
  return codes.length > 0 && dice.chance(20)
    ? { taxCode: dice.one(codes).code }
    : { taxPercent: dice.one(taxes) };
}

function lineInput(dice: Dice, memory: Memory, currency: string): object {
  const products = memory.all(product).filter(({ status }) => status === "active");
  const off = dice.chance(10)
    ? { discountAmount: { minor: dice.int(30), currency } }
    : { discountPercent: dice.one(discounts) };
  const terms = { quantity: dice.one(quantities), ...off };
  if (products.length > 0 && dice.chance(40)) {
    const { id } = dice.one(products);
    return { ...terms, product: id, ...(dice.chance(50) && { unitPrice: dice.one(prices) }) };
  }
  return { ...terms, description: "Chai", unitPrice: dice.one(prices), ...taxInput(dice, memory) };
}

/** Lines with, now and then, a discount, a charge, and a price list. */
export function documentInput(dice: Dice, memory: Memory, currency: string): object {
  const lists = memory.all(priceList).filter((list) => list.currency === currency);
  const freight = { minor: 5 * 10 ** minorDigits(currency), currency };
  return {
    lines: Array.from({ length: dice.int(5) }, () => lineInput(dice, memory, currency)),
    ...(dice.chance(20) && { discount: { percent: dice.one(discounts) } }),
    ...(dice.chance(5) && { discount: { amount: { minor: dice.int(200), currency } } }),
    ...(dice.chance(15) && {
      charges: [{ description: "Freight", amount: freight, ...taxInput(dice, memory) }],
    }),
    ...(lists.length > 0 && dice.chance(20) && { priceList: dice.one(lists).id }),
  };
}
