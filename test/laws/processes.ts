import type { Process } from "../../domain/kernel/process.ts";
import type { Dice } from "../support/dice.ts";
import { leanProcess } from "../support/given.ts";

const check = (id: string) => ({ id, label: { en: id }, check: true as const });

/** Checks that somebody ticks before a quote is sent and before an order is delivered, and a field of an opportunity. */
const steps: Process["steps"] = {
  develop: [{ id: "need", label: { en: "Need" }, field: "need" }],
  propose: [check("credit")],
  fulfil: [check("stock")],
};

const reasons: Process["reasons"] = {
  ...leanProcess().reasons,
  "order.return": [{ code: "damaged", label: { en: "Damaged" } }],
  "invoice.credit": [{ code: "goodwill", label: { en: "Goodwill" }, needsNote: true }],
};

const early = { days: 30, earlyPayment: { percent: "2", days: 14 } };
const parts = {
  days: 30,
  instalments: [
    { percent: "33.3333", days: 10 },
    { percent: "66.6667", days: 40 },
  ],
};

/** How an organisation may sell: mostly without anything special, and each special thing now and then. */
export function processOf(dice: Dice): Process {
  return {
    ...leanProcess(),
    invoicing: dice.one(["on-fulfilment", "on-fulfilment", "on-order", "when-complete", "manual"]),
    depositPercent: dice.one(["0", "0", "0", "30", "33.3333", "100"]),
    tolerance: { overDeliveryPercent: dice.one(["0", "0", "25"]) },
    ...(dice.chance(15) && { steps }),
    ...(dice.chance(20) && { reasons }),
    ...(dice.chance(40) && {
      approval: {
        total: { EUR: "20" },
        discountPercent: "20",
        role: "sales",
        fourEyes: dice.chance(50),
      },
    }),
    ...(dice.chance(20) && { cashRounding: { EUR: "0.05" } }),
    ...(dice.chance(30) && { paymentTerms: dice.one([early, parts]) }),
  };
}
