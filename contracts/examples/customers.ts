import { address, company, ids, person } from "./deal.ts";
import { type Life, step } from "./life.ts";

/** Companies. */
export const accountLives: readonly Life[] = [
  {
    id: ids.account,
    steps: [
      step("account.opened", {
        ...company,
        email: "office@futterkiste.example",
        phone: person.phone,
        phoneE164: "+4930901820",
        lead: ids.lead,
        owner: "ann",
      }),
      step("account.changed", {
        before: { address },
        after: { address: { ...address, street: "Obere Str. 59" }, legalName: "Alfreds Futterkiste GmbH" },
      }),
      step("account.assigned", { before: "ann", after: "ben" }),
    ],
  },
];

/** People. */
export const contactLives: readonly Life[] = [
  {
    id: ids.contact,
    steps: [
      step("contact.added", {
        ...person,
        phoneE164: "+4930901820",
        account: ids.account,
        lead: ids.lead,
        owner: "ann",
      }),
      step("contact.changed", {
        before: { jobTitle: person.jobTitle },
        after: { jobTitle: "Head of office" },
      }),
      step("contact.assigned", { before: "ann", after: "ben" }),
    ],
  },
];
