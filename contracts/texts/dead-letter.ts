import type { deadLetter } from "../../domain/dead-letter/dead-letter.ts";
import type { Texts } from "./text.ts";

/** What an operator put away. */
export const deadLetterTexts: Texts<typeof deadLetter> = {
  "dead-letter.discarded": {
    text: "An operator decided that something which had failed again and again will not be done, with the reason. It is an event of the deal that it concerns.",
    by: ["discard"],
  },
};
