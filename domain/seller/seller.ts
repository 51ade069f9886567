import * as z from "zod";
import { Seller } from "../document/party.ts";
import { changedNames, changesOf } from "../kernel/change.ts";
import { event } from "../kernel/event.ts";
import { stage } from "../kernel/stage.ts";

const Profile = z.discriminatedUnion("status", [Seller.extend({ status: z.literal("active") })]);

/** The id of the one profile that there is. */
export const SELLER = "sel_0000000001";

const fieldsOf = (before: object | undefined, after: object) => changedNames(changesOf(before ?? {}, after));

/** Who sells: each invoice keeps the profile as it was when it was issued. */
export const seller = stage(
  "seller",
  Profile,
  {
    "seller.changed": event(
      ["none", "active"],
      z.object({ before: Seller.optional(), after: Seller }),
      ({ before, after }) => `Seller profile changed: ${fieldsOf(before, after)}`,
    ),
  },
  { singleton: true },
).evolve({
  "seller.changed": (_, { data: { after } }) => ({ status: "active", ...after }),
});
