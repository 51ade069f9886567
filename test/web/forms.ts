import * as z from "zod";
import { expect } from "vitest";
import type { FormFields } from "../../domain/form/fields.ts";
import type { System } from "../story/system.ts";

/** A form such as a seller of tea has on its web site. */
export const contactForm: FormFields = {
  name: "Contact",
  title: "Talk to our tea experts",
  intro: "Tell us what you need and we will answer within a day.",
  language: "en",
  topic: "Enquiry over the web site",
  minSeconds: 0,
  fields: [
    { name: "first", label: "First name", kind: "text", field: "firstName" },
    { name: "last", label: "Last name", kind: "text", field: "lastName", required: true },
    {
      name: "email",
      label: "Work e-mail",
      kind: "email",
      field: "email",
      required: true,
      help: "We only use it to answer you.",
    },
    {
      name: "size",
      label: "Team size",
      kind: "select",
      options: [{ value: "small", label: "Up to 10" }, { value: "large" }],
    },
    {
      name: "teas",
      label: "Which teas?",
      kind: "checkbox",
      options: [{ value: "green" }, { value: "black" }],
    },
    { name: "message", label: "How can we help?", kind: "textarea", field: "note" },
  ],
  consents: [
    { id: "privacy", version: "2026-11", text: "You may use my data to answer me.", required: true },
  ],
};

/** The same in Vietnamese, shorter. */
export const vietnameseForm: FormFields = {
  name: "Liên hệ",
  title: "Liên hệ với chuyên gia trà",
  language: "vi",
  topic: "Yêu cầu từ trang web",
  minSeconds: 0,
  fields: [
    { name: "last", label: "Họ và tên", kind: "text", field: "lastName", required: true },
    { name: "email", label: "E-mail", kind: "email", field: "email", required: true },
    { name: "message", label: "Chúng tôi có thể giúp gì?", kind: "textarea", field: "note" },
  ],
};

const Submission = z.looseObject({
  id: z.string(),
  status: z.string(),
  form: z.string().optional(),
  lead: z.string().optional(),
  sent: z.record(z.string(), z.unknown()).optional(),
  attribution: z.looseObject({ utm: z.record(z.string(), z.string()).optional() }).optional(),
});

const Submissions = z.object({ items: z.array(Submission) });

const Lead = z.looseObject({ id: z.string(), email: z.string().optional(), lastName: z.string().optional() });
const Leads = z.object({ items: z.array(Lead) });

/** Adds a form and returns its id. */
export const addForm = async ({ crew }: System, form: FormFields): Promise<string> =>
  (await crew.sales.ask("POST", "/forms", form)).id;

/** What was sent over a form, once all of it is decided on: at least `least`. */
export const submissionsOf = async ({ crew }: System, form: string, least = 1) => {
  const read = async () => {
    const { items } = await crew.sales.read("/submissions?limit=100", Submissions);
    return items.filter((item) => item.form === form);
  };
  await expect
    .poll(async () => (await read()).filter(({ status }) => status !== "received").length)
    .toBeGreaterThanOrEqual(least);
  return read();
};

/** The leads with this address, once there is one. */
export const leadsOf = async ({ crew }: System, email: string) => {
  const read = async () =>
    (await crew.sales.read("/leads?limit=100", Leads)).items.filter((lead) => lead.email === email);
  await expect.poll(async () => (await read()).length).toBeGreaterThanOrEqual(1);
  return read();
};
