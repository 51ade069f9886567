import type * as z from "zod";
import { Line, TaxShare, Totals } from "../domain/document/line.ts";
import { Buyer, Seller } from "../domain/document/party.ts";
import { Actor } from "../domain/kernel/event.ts";
import { Money, SignedMoney } from "../domain/kernel/money.ts";
import { Address } from "../domain/kernel/person.ts";

/** Parts that many events share, with the names that their schemas have under `$defs`. */
export const nameOf: ReadonlyMap<z.ZodType, string> = new Map<z.ZodType, string>([
  [Actor, "Actor"],
  [Address, "Address"],
  [Buyer, "Buyer"],
  [Line, "Line"],
  [Money, "Money"],
  [Seller, "Seller"],
  [SignedMoney, "SignedMoney"],
  [TaxShare, "TaxShare"],
  [Totals, "Totals"],
]);
