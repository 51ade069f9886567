import type { form } from "../../domain/form/form.ts";
import type { Texts } from "./text.ts";

/** Forms on web pages. */
export const formTexts: Texts<typeof form> = {
  "form.added": { text: "There is a new web form, with its questions, consents and limits.", by: ["add"] },
  "form.changed": {
    text: "The form changed: `before` and `after` have the changed parts only.",
    by: ["change"],
  },
  "form.retired": { text: "The form takes nothing in any more.", by: ["retire"] },
};
