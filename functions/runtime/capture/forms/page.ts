import type { Form } from "../../../../domain/form/form.ts";
import { escapeHtml } from "./escape.ts";

/** What a page shows of a form. */
export interface FormView {
  /** What was typed before, by name. */
  readonly values?: Readonly<Record<string, string | readonly string[]>>;
  /** What is wrong, by the name of the field; "" for the form as a whole. */
  readonly errors?: Readonly<Record<string, string>>;
  /** The receipt of what was sent: the page says thank you and shows no form. */
  readonly sent?: string;
  /** Posted as `_shown`: when the page was shown, signed. */
  readonly shown?: string;
  /** Posted as `_nonce`: the same for every try to send one filled-in form. */
  readonly nonce?: string;
}

/** A form with its public id. */
export type ShownForm = Form & { readonly id: string };

/** The headers of a page. */
export function pageHeaders({ origins = [] }: Pick<ShownForm, "origins"> = {}): Record<string, string> {
  const framed = origins.length > 0 ? origins.join(" ") : "'none'";
  return {
    "content-type": "text/html; charset=utf-8",
    "content-security-policy": `default-src 'none'; form-action 'self'; frame-ancestors ${framed}; base-uri 'none'`,
    "referrer-policy": "same-origin",
    "cache-control": "no-store",
  };
}

/** The page of a form as HTML. */
export function renderForm(form: ShownForm, { errors = {}, sent }: FormView): string {
  const title = escapeHtml(form.title ?? form.name);
  const told = Object.entries(errors).map(
    ([name, message]) => `<li>${escapeHtml(`${name}: ${message}`)}</li>`,
  );
  const thanks = escapeHtml(form.successMessage ?? "Thank you. We have received your message.");
  const body = sent === undefined ? `<ul>${told.join("")}</ul>` : `<p>${thanks}</p>`;
  return `<!doctype html><html lang="${escapeHtml(form.language)}"><meta charset="utf-8"><title>${title}</title><h1>${title}</h1>${body}</html>`;
}
