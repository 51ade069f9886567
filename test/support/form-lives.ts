import type { Past } from "./lives.ts";

/** A form as a test tells it: name and e-mail are needed, the rest may be left out. */
export const contactForm = {
  name: "Contact",
  title: "Write to us",
  language: "en",
  fields: [
    { name: "name", label: "Your name", kind: "text", required: true, field: "lastName" },
    { name: "email", label: "E-mail", kind: "email", required: true, field: "email" },
    { name: "message", label: "Your message", kind: "textarea", field: "note" },
  ],
  origins: ["https://www.example.com"],
} as const;

const added: Past = { type: "form.added", data: contactForm };

/** How a form comes to each of its statuses. */
export const formLives: Readonly<Record<string, Readonly<Record<string, readonly Past[]>>>> = {
  form: {
    none: [],
    active: [added],
    retired: [added, { type: "form.retired", data: { name: "Contact" } }],
  },
};
