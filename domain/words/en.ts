import { enActions } from "./en-actions.ts";
import { enAssigning } from "./en-assigning.ts";
import { enCapturing } from "./en-capturing.ts";
import { enMerging } from "./en-merging.ts";
import { enDocumentFields } from "./en-document-fields.ts";
import { enExports } from "./en-exports.ts";
import { enFields } from "./en-fields.ts";
import { enForms } from "./en-forms.ts";
import { enLists } from "./en-lists.ts";
import { enOperating } from "./en-operating.ts";
import { enSubscribing } from "./en-subscribing.ts";
import { enStages } from "./en-stages.ts";
import { enValues } from "./en-values.ts";

/** All labels in English, by key. */
export const en = {
  ...enStages,
  ...enActions,
  ...enFields,
  ...enDocumentFields,
  ...enValues,
  ...enCapturing,
  ...enMerging,
  ...enForms,
  ...enLists,
  ...enAssigning,
  ...enOperating,
  ...enSubscribing,
  ...enExports,
};
