import { createHash } from "node:crypto";
import { own } from "../../../../domain/form/names.ts";
import { card, formCard, type ShownForm, sentCard } from "./card.ts";
import type { Filled } from "./fields.ts";
import { el, type Tag, htmlOf } from "./markup.ts";
import { wordsIn } from "./words.ts";
import formStyle from "web:form.css";
import pageStyle from "web:page.css";

export type { ShownForm } from "./card.ts";

/** What a page shows of a form. */
export interface FormView extends Filled {
  /** The receipt of what was sent: the page says thank you and shows no form. */
  readonly sent?: string;
  /** Posted as `_shown`: when the page was shown, signed. */
  readonly shown?: string;
  /** Posted as `_nonce`: the same for every try to send one filled-in form. */
  readonly nonce?: string;
  /** How the visitor came to the page, by the names under which that is posted. */
  readonly visit?: Readonly<Record<string, string>>;
}

/** A page as a browser gets it. */
interface Page {
  readonly language: string;
  readonly title: string;
  readonly body: Tag;
  /** Of which it has the script. */
  readonly form?: ShownForm;
}

const style = pageStyle + formStyle;
const styleHash = `'sha256-${createHash("sha256").update(style).digest("base64")}'`;

const TURNSTILE = "https://challenges.cloudflare.com";

/** What the page may load, and who may frame it: nothing and nobody that the form does not name. */
function policyOf(form: ShownForm | undefined): string {
  const { origins = [], redirect, captcha } = form ?? {};
  const turnstile = captcha?.type === "turnstile" ? [TURNSTILE] : [];
  const directives = {
    "default-src": ["'none'"],
    "script-src": form === undefined ? ["'none'"] : ["'self'", ...turnstile],
    "style-src": [styleHash],
    "connect-src": ["'self'"],
    "frame-src": turnstile.length > 0 ? turnstile : ["'none'"],
    "base-uri": ["'none'"],
    // Browsers follow a redirect after a form only to where forms may be sent.
    "form-action": ["'self'", ...(redirect === undefined ? [] : [new URL(redirect).origin])],
    "frame-ancestors": origins.length > 0 ? origins : ["'none'"],
  };
  return Object.entries(directives)
    .map(([name, sources]) => `${name} ${sources.join(" ")}`)
    .join("; ");
}

/** The headers of a page of a form, or of one that there is not. */
export function pageHeaders(form?: ShownForm): Record<string, string> {
  return {
    "content-type": "text/html; charset=utf-8",
    "content-security-policy": policyOf(form),
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    // Each page is for one submission: a copy of it would be a second page for the same.
    "cache-control": "no-store",
  };
}

/** A whole page, with the styles that all pages of forms have. */
export function documentOf({ language, title, body, form }: Page): string {
  const head = [
    el("meta", { charset: "utf-8" }),
    el("meta", { name: "viewport", content: "width=device-width, initial-scale=1" }),
    el("meta", { name: "robots", content: "noindex" }),
    el("title", {}, title),
  ];
  const scripted = form && [
    // Shown by the script when it has sent the form.
    el("template", {}, sentCard(form, "page")),
    el("script", { src: `/f/${form.id}/embed.js`, "data-page": true, defer: true }),
  ];
  const open = `<!doctype html>\n<html lang="${language}"><head>${head.map(htmlOf).join("")}`;
  return `${open}<style>${style}</style></head><body>${htmlOf(el("main", {}, body))}${(scripted ?? []).map(htmlOf).join("")}</body></html>\n`;
}

/** The page of a form: with what was typed and what is wrong with it, or with thanks. */
export function renderForm(form: ShownForm, view: FormView): string {
  const { language, title = form.name } = form;
  const { words } = wordsIn(language);
  const { errors = {}, sent, shown, nonce, visit = {} } = view;
  if (form.status === "retired") return renderNone(language, "retired");
  if (sent !== undefined) {
    return documentOf({ language, title: `${words.sent}: ${title}`, body: sentCard(form, "page", true) });
  }
  const isWrong = Object.values(errors).some((error) => error !== undefined);
  const hidden = { ...visit, ...(nonce && { [own.nonce]: nonce }), ...(shown && { [own.shown]: shown }) };
  return documentOf({
    language,
    title: isWrong ? `${words.error}: ${title}` : title,
    body: formCard(form, { ...view, hidden }, "page"),
    form,
  });
}

/** The page of a form that takes nothing any more, or that does not exist. */
export function renderNone(language: string, why: "retired" | "unknown"): string {
  const { words, lang = language } = wordsIn(language);
  const [title, text] = why === "retired" ? [words.retired, words.closed] : [words.gone, words.unknown];
  return documentOf({ language: lang, title, body: card(title, "page", el("p", {}, text)) });
}
