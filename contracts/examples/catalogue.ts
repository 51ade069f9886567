import { ids } from "./deal.ts";
import { type Life, step } from "./life.ts";

/** What is sold. */
export const productLives: readonly Life[] = [
  {
    id: ids.product,
    steps: [
      step("product.added", {
        code: "CHAI-40",
        name: "Chai, 40 bags",
        family: "Tea",
        unit: "pack",
        taxCode: "DE19",
        prices: { EUR: "14.00", USD: "15.50" },
      }),
      step("product.changed", {
        before: { prices: { EUR: "14.00", USD: "15.50" } },
        after: { prices: { EUR: "14.50", USD: "15.50" } },
      }),
      step("product.retired", { code: "CHAI-40" }),
    ],
  },
];

/** How it is taxed. */
export const taxCodeLives: readonly Life[] = [
  {
    id: ids.taxCode,
    steps: [
      step("tax-code.added", { code: "DE19", name: "Standard rate", category: "S", percent: "19" }),
      step("tax-code.changed", {
        before: { name: "Standard rate" },
        after: { name: "German standard rate" },
      }),
      step("tax-code.retired", { code: "DE19" }),
    ],
  },
];

const before = { product: ids.product, unitPrice: "14.00" };

/** What it costs. */
export const priceListLives: readonly Life[] = [
  {
    id: ids.priceList,
    steps: [
      step("price-list.added", {
        name: "Retail 2026",
        currency: "EUR",
        isDefault: true,
        validFrom: "2026-01-01",
        validTo: "2026-12-31",
      }),
      step("price-list.changed", { before: { validTo: "2026-12-31" }, after: { validTo: "2027-03-31" } }),
      step("price-list.entries-set", {
        before: [before],
        after: [{ ...before, unitPrice: "14.50", tiers: [{ from: "100", discountPercent: "10" }] }],
      }),
      step("price-list.retired", { name: "Retail 2026" }),
    ],
  },
];
