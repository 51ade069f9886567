import * as z from "zod";
import { acceptChange, changed, patchOf } from "../kernel/change.ts";
import { accept } from "../kernel/decision.ts";
import { badForm } from "./check.ts";
import { FormFields, formInput } from "./fields.ts";
import { form } from "./form.ts";

const Partial = FormFields.partial();

export const addForm = form.action("add", {
  summary: "Add a web form: its fields, what they fill in a lead, and where it may be posted from",
  roles: ["sales"],
  from: ["none"],
  input: z.strictObject(formInput),
  decide: (_, data) => badForm(data) ?? accept({ type: "form.added", data }),
});

export const changeForm = form.action("change", {
  summary: "Change fields of a form; null removes one, lists are replaced whole",
  roles: ["sales"],
  from: ["active"],
  via: "PATCH",
  input: patchOf(formInput, ["name", "language", "fields"]),
  decide(record, patch) {
    const decision = acceptChange("form.changed", Partial, record, patch);
    const [event] = decision.events;
    if (event === undefined) return decision;
    return badForm(FormFields.parse(changed(record, event.data))) ?? decision;
  },
});

export const retireForm = form.action("retire", {
  summary: "Retire a form: its page says so, and nothing is taken over it any more",
  roles: ["sales"],
  from: ["active"],
  input: z.strictObject({}),
  decide: ({ name }) => accept({ type: "form.retired", data: { name } }),
});
