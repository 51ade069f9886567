import type { Answer } from "../../edge.ts";
import { confirmWords, type ConfirmWords } from "./confirm-words.ts";
import { escapeHtml } from "./escape.ts";
import type { ShownForm } from "./page.ts";

const STYLE =
  "body{font:1rem/1.5 system-ui,sans-serif;max-width:34rem;margin:3rem auto;padding:0 1rem;color:#1a1a1a;background:#fff}button{font:inherit;padding:.6rem 1.2rem;border:2px solid #1a4fa3;border-radius:.3rem;background:#1a4fa3;color:#fff;cursor:pointer}button:focus-visible{outline:3px solid #f2a900;outline-offset:2px}";

const headers = {
  "content-type": "text/html; charset=utf-8",
  "content-security-policy":
    "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
  "x-content-type-options": "nosniff",
  // The address of this page is a key: it must not be told to where a link leads.
  "referrer-policy": "same-origin",
  "cache-control": "no-store",
};

/** What a page of a confirmation says. */
export type ConfirmSays = keyof Pick<ConfirmWords, "ask" | "done" | "late" | "forged" | "gone">;

const statuses: Readonly<Record<ConfirmSays, number>> = {
  ask: 200,
  done: 200,
  late: 410,
  forged: 400,
  gone: 410,
};

/** A page of a confirmation: it asks, with one button that posts to its own address, or says what became of it. */
export function confirmPage({ language, title, name }: ShownForm, says: ConfirmSays): Answer {
  const words = confirmWords(language);
  const heading = escapeHtml(title ?? name);
  const spoken = language === "vi" ? "vi" : "en";
  const button = `<form method="post"><button type="submit">${escapeHtml(words.button)}</button></form>`;
  const body = `<main><h1>${heading}</h1><p>${escapeHtml(words[says])}</p>${says === "ask" ? button : ""}</main>`;
  const head = `<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex"><title>${heading}</title><style>${STYLE}</style>`;
  return {
    statusCode: statuses[says],
    headers,
    body: `<!doctype html>\n<html lang="${spoken}"><head>${head}</head><body>${body}</body></html>\n`,
  };
}
