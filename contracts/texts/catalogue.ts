import type { priceList } from "../../domain/price-list/price-list.ts";
import type { product } from "../../domain/product/product.ts";
import type { taxCode } from "../../domain/tax-code/tax-code.ts";
import type { Texts } from "./text.ts";

/** What is sold. */
export const productTexts: Texts<typeof product> = {
  "product.added": {
    text: "There is a new product in the catalogue, with its own prices by currency.",
    by: ["add"],
  },
  "product.changed": {
    text: "Fields of the product changed: `before` and `after` have the changed ones only. Documents that are priced already keep their prices.",
    by: ["change"],
  },
  "product.retired": {
    text: "The product is sold no longer: no new line can name it.",
    by: ["retire"],
  },
};

/** How things are taxed. */
export const taxCodeTexts: Texts<typeof taxCode> = {
  "tax-code.added": {
    text: "There is a new tax code, with its category (UNCL 5305) and rate.",
    by: ["add"],
  },
  "tax-code.changed": {
    text: "The tax code changed: `before` and `after` have the changed fields only.",
    by: ["change"],
  },
  "tax-code.retired": { text: "The tax code is used no longer on new lines.", by: ["retire"] },
};

/** What things cost whom. */
export const priceListTexts: Texts<typeof priceList> = {
  "price-list.added": {
    text: "There is a new price list in one currency, without prices yet.",
    by: ["add"],
  },
  "price-list.changed": {
    text: "The name, the days or the customer of the price list changed: `before` and `after` have the changed fields only.",
    by: ["change"],
  },
  "price-list.entries-set": {
    text: "Prices in the list were set, replaced or removed: `before` and `after` have the entries that differ.",
    by: ["set-entries"],
  },
  "price-list.retired": { text: "The price list gives no prices any more.", by: ["retire"] },
};
