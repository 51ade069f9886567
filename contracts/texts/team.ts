import type { team } from "../../domain/team/team.ts";
import type { Texts } from "./text.ts";

/** Who takes turns in taking leads. */
export const teamTexts: Texts<typeof team> = {
  "team.added": { text: "There is a new team whose members take turns in taking leads.", by: ["add"] },
  "team.changed": {
    text: "Members, hours or the manner of the team changed: `before` and `after` have the changed parts only.",
    by: ["change"],
  },
  "team.gave": {
    text: "The team gave a lead to the member whose turn it was; `lead.assigned` follows.",
    by: ["give", "give-waiting"],
  },
  "team.queued": {
    text: "Nobody of the team can take the lead now: it waits, at the longest until `wakeAt` where that is known.",
    by: ["give"],
  },
  "team.turned-away": {
    text: "Too many leads wait already: this one is left without an owner.",
    by: ["give"],
  },
  "team.ended": {
    text: "A lead of the team is not open any more, or somebody else has it: the member has room for another one.",
    by: ["note-ended", "give-waiting"],
  },
  "team.retired": { text: "The team takes no new leads.", by: ["retire"] },
};
