import type { FormField } from "../../../../domain/form/field.ts";
import type { Form } from "../../../../domain/form/form.ts";
import { consentName, HONEYPOT } from "../../../../domain/form/names.ts";
import { fieldOf, type Filled, idOf, single } from "./fields.ts";
import { el, type Tag } from "./markup.ts";
import { type Spoken, wordsIn } from "./words.ts";

/** A form with the id that it is reached by. */
export type ShownForm = Form & { readonly id: string };

/** A form as it is filled in, with what is posted beside it. */
export interface Shown extends Filled {
  /** Values that nobody sees, by the names under which they are posted. */
  readonly hidden?: Readonly<Record<string, string>>;
}

/** Where a card is: a page of its own has its title, and the heading of one that is embedded is below that of its page. */
export type Place = "page" | "embed";

const title = ({ title, name }: ShownForm, place: Place) => (place === "page" ? (title ?? name) : title);

const paragraphs = (text: string) =>
  text
    .split(/\n\s*\n/)
    .map((part) => part.trim())
    .filter((part) => part !== "");

/** A card: a heading, and what is below it. */
export function card(heading: string | undefined, place: Place, ...below: readonly (Tag | undefined)[]): Tag {
  const level = place === "page" ? "h1" : "h2";
  return el("div", { class: "card" }, heading === undefined ? undefined : el(level, {}, heading), ...below);
}

/** What is wrong with a form as a whole has no name. */
export const WHOLE = "";

/** One link for each mistake, in the order of the fields; where the focus goes when something is wrong. */
function summary(form: ShownForm, { errors = {} }: Shown, { words, lang }: Spoken): Tag {
  const labels = new Map([
    ...form.fields.map(({ name, label }) => [name, `${label}: `] as const),
    // The text of a consent is no name for it; what is wrong with one says enough.
    ...(form.consents ?? []).map(({ id }) => [consentName(id), ""] as const),
  ]);
  const known = [...labels].flatMap(([name, label]) => {
    const error = errors[name];
    return error === undefined ? [] : [el("li", {}, el("a", { href: `#${idOf(name)}` }, label + error))];
  });
  const others = Object.entries(errors).filter(([name]) => name !== WHOLE && !labels.has(name));
  const wrong = [...known, ...others.map(([, error]) => el("li", {}, error))];
  const problem = errors[WHOLE];
  const isWrong = wrong.length > 0 || problem !== undefined;
  return el(
    "div",
    {
      class: "summary",
      id: "summary",
      tabindex: "-1",
      role: "group",
      "aria-labelledby": "wrong",
      autofocus: isWrong,
      hidden: !isWrong,
    },
    el("p", { id: "wrong", lang }, problem ?? words.script.problem),
    el("ul", {}, ...wrong),
  );
}

/** For machines that fill in everything; people and their helpers never come upon it. */
function trap({ words }: Spoken): Tag {
  return el(
    "div",
    { class: "more", "aria-hidden": "true" },
    el("label", { for: "more" }, words.trap),
    el("input", { type: "text", id: "more", name: HONEYPOT, tabindex: "-1", autocomplete: "off" }),
  );
}

const isFile = ({ kind }: FormField) => kind === "file";

function marked({ fields, consents = [] }: ShownForm, { words, lang }: Spoken): Tag | undefined {
  if (![...fields, ...consents].some(({ required }) => required === true)) return undefined;
  return el("p", { class: "marked", lang }, `${words.marked} `, el("span", { class: "mark" }, "*"));
}

/** What proves that somebody is no machine is done by scripts: without them the form says so. */
function proof({ captcha }: ShownForm, { words, lang }: Spoken): Tag[] {
  if (captcha === undefined || captcha.type === "none") return [];
  const place = captcha.type === "turnstile" ? [el("slot", { name: "captcha" })] : [];
  return [...place, el("noscript", {}, el("p", { class: "error", lang }, words.noscript))];
}

function formOf(form: ShownForm, shown: Shown, spoken: Spoken): Tag {
  const { id, fields, consents = [] } = form;
  const { words, lang } = spoken;
  const { hidden = {} } = shown;
  return el(
    "form",
    {
      method: "post",
      action: `/f/${id}`,
      // Mistakes are told by the form itself, at the fields and in its language.
      novalidate: true,
      enctype: fields.some(isFile) && "multipart/form-data",
    },
    ...Object.entries(hidden).map(([name, value]) =>
      el("input", { type: "hidden", name, value, autocomplete: "off" }),
    ),
    ...fields.map((field) => fieldOf(field, shown, words)),
    ...consents.map(({ id, text, required, version }) =>
      single({ name: consentName(id), label: text, required }, shown, version),
    ),
    trap(spoken),
    ...proof(form, spoken),
    el("p", { class: "status", role: "status", lang }),
    el("button", { type: "submit", lang }, words.script.send),
  );
}

/** The form as it is filled in. */
export function formCard(form: ShownForm, shown: Shown, place: Place): Tag {
  const spoken = wordsIn(form.language);
  return card(
    title(form, place),
    place,
    ...paragraphs(form.intro ?? "").map((text) => el("p", { class: "intro" }, text)),
    summary(form, shown, spoken),
    marked(form, spoken),
    formOf(form, shown, spoken),
  );
}

/** What a visitor reads when it was sent; on a page that was loaded for that, the focus begins there. */
export function sentCard(form: ShownForm, place: Place, isLoaded = false): Tag {
  const { words, lang } = wordsIn(form.language);
  const { successMessage, doubleOptIn = false } = form;
  const own = doubleOptIn ? undefined : successMessage;
  const shipped = doubleOptIn ? words.confirm : words.thanks;
  const message =
    own === undefined ? [el("p", { lang }, shipped)] : paragraphs(own).map((text) => el("p", {}, text));
  const again = el("p", { lang }, el("a", { href: `/f/${form.id}` }, words.again));
  return el(
    "div",
    { class: "card sent" },
    el(place === "page" ? "h1" : "h2", { tabindex: "-1", autofocus: isLoaded, id: "sent", lang }, words.sent),
    ...message,
    place === "page" ? again : undefined,
  );
}
