import type { submission } from "../../domain/submission/submission.ts";
import type { Texts } from "./text.ts";

/** What comes in by form, mail, card or list. */
export const submissionTexts: Texts<typeof submission> = {
  "submission.received": {
    text: "Something came in by a web form, an e-mail, a business card or a list, and is kept as it came. What becomes of it is another event.",
    by: ["receive", "enter"],
  },
  "submission.read": {
    text: "What came in had to be read first, such as the photo of a business card: these are the fields that were found, and how sure the reading is.",
    by: ["decide"],
  },
  "submission.confirmed": {
    text: "Who wrote has confirmed by a link in a mail that the address is theirs (double opt-in).",
    by: ["confirm"],
  },
  "submission.accepted": {
    text: "It is a new enquiry: a lead with the id `lead` is made of it. All that the lead needs is in `intake`.",
    by: ["enter", "decide", "confirm", "release"],
  },
  "submission.merged": {
    text: "It is of somebody who is known: it is added to the record `into` instead of making a new lead.",
    by: ["enter", "decide", "confirm", "release"],
  },
  "submission.held": {
    text: "It waits for a person or for a confirmation by mail, for the reasons given.",
    by: ["enter", "decide", "confirm", "release"],
  },
  "submission.marked-spam": {
    text: "It looks like spam, with the score and what it is made of. It is kept, and a person can release it.",
    by: ["enter", "decide"],
  },
  "submission.rejected": {
    text: "It is no enquiry, such as a bounce or an automatic answer, or a person put it away. It is kept, and can be released.",
    by: ["enter", "decide", "discard"],
  },
  "submission.repeated": {
    text: "The very same came once more, such as a mail that was delivered twice. Nothing follows from it.",
    by: ["repeat"],
  },
};
