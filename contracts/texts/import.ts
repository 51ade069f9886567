import type { leadImport } from "../../domain/import/import.ts";
import type { Texts } from "./text.ts";

/** Lists of leads. */
export const importTexts: Texts<typeof leadImport> = {
  "import.created": { text: "A list is about to be uploaded.", by: ["create"] },
  "import.mapped": {
    text: "The uploaded list was looked at: its encoding, what its columns are probably, and its first rows.",
    by: ["map"],
  },
  "import.changed": {
    text: "A person said what columns are, or what all leads of the list get: `before` and `after` have the changed parts only. It is to be checked again.",
    by: ["change"],
  },
  "import.check-started": {
    text: "For every row it is found out what would become of it; nothing is taken in yet.",
    by: ["check"],
  },
  "import.progressed": {
    text: "A part of the list was checked or taken in: what its rows became.",
    by: ["advance"],
  },
  "import.checked": { text: "All rows were checked: how many are new, known or wrong.", by: ["advance"] },
  "import.started": { text: "The rows of the checked list are being taken in.", by: ["start"] },
  "import.done": { text: "All rows were taken in: how many became leads.", by: ["advance"] },
  "import.failed": { text: "The list cannot be read further. What was taken in stays.", by: ["fail"] },
  "import.cancelled": { text: "A person stopped the list. What was taken in stays.", by: ["cancel"] },
};
