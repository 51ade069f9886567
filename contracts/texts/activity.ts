import type { activity } from "../../domain/activity/activity.ts";
import type { Texts } from "./text.ts";

/** What people do about a record: notes, calls, mails, tasks. */
export const activityTexts: Texts<typeof activity> = {
  "activity.added": {
    text: "A note, a call, a meeting, a mail or a task was added to the record `regarding`, by a person or by what came in.",
    by: ["add", "add-received"],
  },
  "activity.changed": {
    text: "Fields of the activity changed: `before` and `after` have the changed ones only.",
    by: ["change"],
  },
  "activity.done": { text: "The activity is done.", by: ["done"] },
  "activity.deleted": { text: "The activity was deleted: it is shown no longer.", by: ["delete"] },
};
