import * as z from "zod";
import { acceptChange, patchOf } from "../kernel/change.ts";
import { accept } from "../kernel/decision.ts";
import { LeadId } from "../kernel/id.ts";
import { withPhone, withPhonePatch } from "../kernel/phone.ts";
import { account, AccountFields, accountInput } from "./account.ts";

const Partial = AccountFields.partial();

export const openAccount = account.action("open", {
  summary: "Open an account for a company",
  roles: ["sales"],
  from: ["none"],
  input: z.strictObject({ ...accountInput, lead: LeadId.optional() }),
  decide: (_, fields, { settings }) =>
    accept({ type: "account.opened", data: withPhone(fields, settings.country) }),
});

export const changeAccount = account.action("change", {
  summary: "Change fields of an account; null removes one, the address is replaced whole",
  roles: ["sales", "finance"],
  from: ["active"],
  via: "PATCH",
  input: patchOf(accountInput, ["name"]),
  decide: (record, patch, { settings }) =>
    acceptChange("account.changed", Partial, record, withPhonePatch(record, patch, settings.country)),
});
