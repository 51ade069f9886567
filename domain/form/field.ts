import * as z from "zod";
import { text } from "../kernel/text.ts";

/** Fields of a lead that a field of a form can fill; `note` is the text of the message. */
export const leadTargets = [
  "topic",
  "firstName",
  "lastName",
  "jobTitle",
  "email",
  "phone",
  "company",
  "website",
  "productFamily",
  "need",
  "note",
] as const;

/** A field of a lead that a field of a form can fill. */
export type LeadTarget = (typeof leadTargets)[number];

/** How a field of a form is asked for: the kinds of HTML. */
export const fieldKinds = [
  "text",
  "textarea",
  "email",
  "tel",
  "url",
  "select",
  "checkbox",
  "number",
  "date",
  "file",
] as const;

/** What a value is posted as. */
export const FieldName = z.string().regex(/^[A-Za-z][A-Za-z0-9_.-]{0,59}$/, {
  error: 'must be a name such as "team-size": letters, digits, dots, dashes, a letter first',
});

/** A choice of a select or of a group of checkboxes; its label is the value when it is left out. */
const Option = z.strictObject({ value: text(200), label: text(200).optional() });

/** One question of a form. */
export const FormField = z.strictObject({
  name: FieldName,
  label: text(200),
  kind: z.enum(fieldKinds),
  required: z.boolean().optional(),
  /** A line of help below the label. */
  help: text(300).optional(),
  /** Of a select; a checkbox with options is a group of which several can be ticked. */
  options: z.array(Option).min(1).max(200).optional(),
  /** The most characters; what is usual for its kind when left out. */
  maxLength: z.int().min(1).max(20_000).optional(),
  /** The field of the lead that it fills; without one it is an answer of its own. */
  field: z.enum(leadTargets).optional(),
});

/** One question of a form. */
export type FormField = z.output<typeof FormField>;

const LONGEST_ANSWER = 2000;
const LONGEST_MESSAGE = 20_000;

const longest: Readonly<Record<LeadTarget, number>> = {
  topic: 300,
  firstName: 100,
  lastName: 100,
  jobTitle: 100,
  email: 254,
  phone: 50,
  company: 200,
  website: 500,
  productFamily: 80,
  need: 2000,
  note: LONGEST_MESSAGE,
};

/** The most characters that a value of this field can have in a lead. */
export function mostOf({ field }: Pick<FormField, "field">): number {
  return field === undefined ? LONGEST_ANSWER : longest[field];
}

/** The most characters that a value of this field may have. */
export function maxLengthOf(field: FormField): number {
  const usual = field.kind === "textarea" ? 5000 : 200;
  return Math.min(field.maxLength ?? usual, mostOf(field));
}
