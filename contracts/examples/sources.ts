import { NONE } from "../../domain/import/layout.ts";
import { ids } from "./deal.ts";
import { type Life, type Step, step } from "./life.ts";

const form = {
  name: "Offer",
  title: "Ask for an offer",
  language: "en",
  fields: [
    { name: "name", label: "Your name", kind: "text", required: true, field: "lastName" },
    { name: "email", label: "E-mail", kind: "email", required: true, field: "email" },
    { name: "message", label: "Your message", kind: "textarea", field: "note" },
  ],
  origins: ["https://www.teahouse.example"],
  consents: [
    { id: "newsletter", version: "2026-11", text: "Tell me about new teas by mail.", required: false },
  ],
  captcha: { type: "altcha" },
  campaign: "Winter 2026",
};

/** Forms on web pages. */
export const formLives: readonly Life[] = [
  {
    id: ids.form,
    steps: [
      step("form.added", form),
      step("form.changed", { before: { title: form.title }, after: { title: "Tell us what you need" } }),
      step("form.retired", { name: form.name }),
    ],
  },
];

const columns = [
  { name: "Company", field: "company", confidence: 95, why: "header" },
  { name: "E-mail", field: "email", confidence: 99, why: "header" },
];
const counts = { ...NONE, new: 1 };
const progressed = (phase: string) =>
  step("import.progressed", { phase, nth: 1, from: { row: 1, at: 16 }, next: { row: 2, at: 61 }, counts });

const toChecking: readonly Step[] = [
  step("import.created", {
    fileName: "fair.csv",
    key: `imports/${ids.list}/upload`,
    tag: "trade fair 2026",
    bytes: 61,
  }),
  step("import.mapped", {
    etag: '"5d41402abc4b2a76b9719d911017c592"',
    bytes: 61,
    encoding: "utf-8",
    delimiter: ",",
    hasHeader: true,
    begin: 16,
    columns,
    sample: [["Alfreds Futterkiste", "maria.anders@futterkiste.example"]],
  }),
  step("import.changed", { before: {}, after: { campaign: "Winter 2026" } }),
  step("import.check-started", { nth: 1 }),
];

/** Lists. */
export const importLives: readonly Life[] = [
  {
    id: ids.list,
    steps: [
      ...toChecking,
      progressed("check"),
      step("import.checked", { rows: 1, counts }),
      step("import.started", { rows: 1 }),
      progressed("run"),
      step("import.done", { rows: 1, counts }),
    ],
  },
  {
    id: ids.list,
    steps: [
      ...toChecking,
      step("import.failed", {
        code: "quote-not-closed",
        message: "A quote is opened and never closed",
        row: 7,
      }),
    ],
  },
  { id: ids.list, steps: [...toChecking, step("import.cancelled", { note: "The wrong file" })] },
];
