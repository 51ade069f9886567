import * as z from "zod";
import { account } from "../account/account.ts";
import { acceptChange, changed, patchOf } from "../kernel/change.ts";
import { accept } from "../kernel/decision.ts";
import type { Facts, Ref } from "../kernel/facts.ts";
import { Currency } from "../kernel/money.ts";
import { type Refusal, refuseField } from "../kernel/refusal.ts";
import { priceList, PriceListFields, priceListInput } from "./price-list.ts";

const Partial = PriceListFields.partial();

/** Locked: the list must not come to be for an account that was never there. */
function accountRefs({ account: id }: Readonly<Record<string, unknown>>): Ref[] {
  return typeof id === "string" ? [{ stage: account, id }] : [];
}

type Terms = z.output<typeof PriceListFields>;

/** What cannot be of a list: days the wrong way round, or prices for everybody and for one account. */
function badTerms({ validFrom, validTo, isDefault, account: id }: Terms): Refusal | undefined {
  if (validFrom !== undefined && validTo !== undefined && validTo < validFrom) {
    const message = `The last day ${validTo} is before the first one, ${validFrom}`;
    return refuseField("/validTo", message, { validFrom, validTo });
  }
  if (isDefault !== true || id === undefined) return undefined;
  return refuseField("/isDefault", `The list is for the account ${id}: it cannot hold for everybody too`);
}

function accountMissing(id: unknown, facts: Facts): Refusal | undefined {
  if (typeof id !== "string" || facts.find(account, id) !== undefined) return undefined;
  return refuseField("/account", `There is no account ${id}`);
}

export const addPriceList = priceList.action("add", {
  summary:
    "Add a price list for a currency: the default one, that of an account, or one that is named when needed",
  roles: ["sales", "finance"],
  from: ["none"],
  input: z.strictObject({ ...priceListInput, currency: Currency }),
  reads: accountRefs,
  decide: (_, data, facts) =>
    badTerms(data) ?? accountMissing(data.account, facts) ?? accept({ type: "price-list.added", data }),
});

export const changePriceList = priceList.action("change", {
  summary: "Change fields of a price list; null removes one, its currency stays",
  roles: ["sales", "finance"],
  from: ["active"],
  via: "PATCH",
  input: patchOf(priceListInput, ["name"]),
  reads: accountRefs,
  decide(record, patch, facts) {
    const decision = acceptChange("price-list.changed", Partial, record, patch);
    const [event] = decision.events;
    if (event === undefined) return decision;
    const after = PriceListFields.parse(changed(record, event.data));
    return badTerms(after) ?? accountMissing(patch["account"], facts) ?? decision;
  },
});

export const retirePriceList = priceList.action("retire", {
  summary: "Retire a price list: what was priced with it stays, nothing new is",
  roles: ["sales", "finance"],
  from: ["active"],
  input: z.strictObject({}),
  decide: ({ name }) => accept({ type: "price-list.retired", data: { name } }),
});
