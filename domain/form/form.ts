import * as z from "zod";
import { changed, changedNames } from "../kernel/change.ts";
import { event } from "../kernel/event.ts";
import { stage } from "../kernel/stage.ts";
import { FormFields } from "./fields.ts";

const Form = z.discriminatedUnion("status", [
  FormFields.extend({ status: z.literal("active") }),
  FormFields.extend({ status: z.literal("retired"), retiredAt: z.iso.datetime() }),
]);

/** A form as it is stored. */
export type Form = z.output<typeof Form>;

const Change = z.object({ before: FormFields.partial(), after: FormFields.partial() });

/** A form that visitors of web pages send: its id is public and opens nothing but the form. */
export const form = stage("form", Form, {
  "form.added": event(["none"], FormFields, ({ name }) => `Form added: ${name}`),
  "form.changed": event(["active"], Change, (data) => `Form changed: ${changedNames(data)}`),
  "form.retired": event(["active"], z.object({ name: z.string() }), ({ name }) => `Form retired: ${name}`),
}).evolve({
  "form.added": (_, { data }) => ({ status: "active", ...data }),
  "form.changed": (record, { data }) => ({ status: "active", ...FormFields.parse(changed(record, data)) }),
  "form.retired": (record, { at }) => ({ ...record, status: "retired", retiredAt: at }),
});
