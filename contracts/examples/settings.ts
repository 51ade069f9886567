import { shippedPolicy } from "../../domain/capture/policy.ts";
import { shippedBook } from "../../domain/process/shipped.ts";
import { ids } from "./deal.ts";
import { type Life, step } from "./life.ts";

const seller = {
  name: "Tea House GmbH",
  address: { street: "Teeweg 1", postalCode: "20457", city: "Hamburg", country: "DE" },
  taxIds: { vat: "DE987654321", registration: "HRB 12345" },
};

/** The company itself. */
export const sellerLives: readonly Life[] = [
  {
    id: "sel_0000000001",
    steps: [
      step("seller.changed", {
        before: seller,
        after: { ...seller, contact: { name: "Accounts", email: "accounts@teahouse.example" } },
      }),
    ],
  },
];

const { [shippedBook.fallback]: usual } = shippedBook.processes;
const changedBook = {
  ...shippedBook,
  processes: { ...shippedBook.processes, [shippedBook.fallback]: { ...usual, depositPercent: "30" } },
};

/** How it sells. */
export const processLives: readonly Life[] = [
  {
    id: "prs_0000000001",
    steps: [step("process.changed", { before: shippedBook, after: changedBook, note: "Deposit of 30 %" })],
  },
];

/** What becomes of what comes in. */
export const captureLives: readonly Life[] = [
  {
    id: "cap_0000000001",
    steps: [
      step("capture.changed", {
        before: shippedPolicy,
        after: {
          ...shippedPolicy,
          assign: [{ id: "all", label: { en: "All" }, when: {}, to: { team: ids.team } }],
        },
      }),
    ],
  },
];
