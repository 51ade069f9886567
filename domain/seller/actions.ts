import * as z from "zod";
import { Seller, sellerProfile } from "../document/party.ts";
import { accept } from "../kernel/decision.ts";
import { sameJson } from "../kernel/equal.ts";
import { seller } from "./seller.ts";

/** An IBAN may be written in groups of four; it is kept without spaces. */
function withPlainIban({ bank, ...profile }: Seller): Seller {
  const { iban } = bank ?? {};
  if (iban === undefined) return bank === undefined ? profile : { ...profile, bank };
  return { ...profile, bank: { ...bank, iban: iban.replaceAll(" ", "") } };
}

export const changeSeller = seller.action("change", {
  summary: "Set the whole profile of the seller; invoices that are issued keep the one they have",
  roles: ["finance"],
  from: ["none", "active"],
  via: "PUT",
  input: z.strictObject(sellerProfile),
  decide(record, asked) {
    const after = withPlainIban(asked);
    const before = record.status === "none" ? undefined : Seller.parse(record);
    return accept(sameJson(before, after) ? [] : [{ type: "seller.changed", data: { before, after } }]);
  },
});
