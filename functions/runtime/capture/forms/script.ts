import { formCard, sentCard, type ShownForm } from "./card.ts";
import type { Kit } from "./kit.ts";
import { wordsIn } from "./words.ts";
import style from "web:form.css";
import plain from "web:embed.ts";
import altcha from "web:embed-altcha.ts";
import turnstile from "web:embed-turnstile.ts";

const codes = { none: plain, altcha, turnstile };

function kitOf(form: ShownForm): Kit {
  const { id, language, origins = [], captcha = { type: "none" } } = form;
  return {
    id,
    language,
    origins,
    card: formCard(form, {}, "embed"),
    sent: sentCard(form, "embed"),
    style,
    words: wordsIn(language).words.script,
    siteKey: captcha.type === "turnstile" ? captcha.siteKey : "",
    isProved: captcha.type !== "none",
  };
}

/** The script that puts a form into a page: all of it in a scope of its own, so that the page has no name more. */
export function scriptOf(form: ShownForm): string {
  const { type } = form.captcha ?? { type: "none" };
  return `{const KIT=${JSON.stringify(kitOf(form))};${codes[type]}}\n`;
}
