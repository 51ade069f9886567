import type { Person } from "../client/client.ts";
import type { Random } from "./random.ts";

/** A product that the bench has added, as far as its price matters. */
export interface Product {
  readonly id: string;
  readonly unitPrice: string;
  readonly taxPercent: string;
}

/** A line that is asked for, every price written out so that its amount can be computed here. */
export interface AskedLine {
  readonly product?: string;
  readonly description?: string;
  readonly quantity: string;
  readonly unitPrice: string;
  readonly discountPercent: string;
  readonly taxPercent: string;
}

const things = ["Pump", "Valve", "Filter", "Motor", "Gasket", "Sensor", "Pipe", "Coupling"] as const;
const taxes = ["0", "4", "10", "21"] as const;
const discounts = ["0", "0", "0", "5", "12.5", "33.3333"] as const;
const PRODUCTS = 12;
const MOST_LINES = 5;

/** A decimal with up to `digits` digits after the point. */
const someDecimal = (random: Random, least: number, most: number, digits: number) => {
  const fraction = random.whole(0, 10 ** digits - 1);
  return `${random.whole(least, most)}.${String(fraction).padStart(digits, "0")}`;
};

/** Adds a small catalogue to the running system. */
export const addCatalogue = async (sales: Person, random: Random): Promise<readonly Product[]> => {
  const products: Product[] = [];
  for (let number = 1; number <= PRODUCTS; number += 1) {
    const unitPrice = someDecimal(random, 0, 400, random.pick([2, 2, 2, 4]));
    const taxPercent = random.pick(taxes);
    const { id } = await sales.ask("POST", "/products", {
      code: `B-${number}`,
      name: `${random.pick(things)} ${number}`,
      prices: { EUR: unitPrice },
      taxPercent,
    });
    products.push({ id, unitPrice, taxPercent });
  }
  return products;
};

const someQuantity = (random: Random) =>
  random.whole(1, 4) === 1 ? someDecimal(random, 1, 20, 3) : String(random.whole(1, 20));

/** The lines of one deal: one to five, of products or written in, some with a discount. */
export const someLines = (products: readonly Product[], random: Random): readonly AskedLine[] =>
  Array.from({ length: random.whole(1, MOST_LINES) }, () => {
    const terms = { quantity: someQuantity(random), discountPercent: random.pick(discounts) };
    const [first, ...rest] = products;
    if (first === undefined || random.whole(1, 4) === 1) {
      const unitPrice = someDecimal(random, 0, 90, 2);
      return { description: "Mounting on site", ...terms, unitPrice, taxPercent: random.pick(taxes) };
    }
    const { id: product, unitPrice, taxPercent } = random.pick([first, ...rest]);
    return { product, ...terms, unitPrice, taxPercent };
  });
