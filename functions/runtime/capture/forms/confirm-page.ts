import type { Answer } from "../../edge.ts";
import { confirmWords, type ConfirmWords } from "./confirm-words.ts";
import { card } from "./card.ts";
import { el } from "./markup.ts";
import { documentOf, pageHeaders, type ShownForm } from "./page.ts";
import { wordsIn } from "./words.ts";

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
  const { lang = language } = wordsIn(language);
  const heading = title ?? name;
  const button = el("form", { method: "post" }, el("button", { type: "submit" }, words.button));
  const body = card(heading, "page", el("p", {}, words[says]), says === "ask" ? button : undefined);
  return {
    statusCode: statuses[says],
    // The address of this page is a key: its headers tell it to nobody where a link leads.
    headers: pageHeaders(),
    body: documentOf({ language: lang, title: heading, body }),
  };
}
