import { viActions } from "./vi-actions.ts";
import { viAssigningLabels } from "./vi-assigning-labels.ts";
import { viCapturingLabels } from "./vi-capturing-labels.ts";
import { viMergingLabels } from "./vi-merging-labels.ts";
import { viDocumentFields } from "./vi-document-fields.ts";
import { viExportsLabels } from "./vi-exports-labels.ts";
import { viFields } from "./vi-fields.ts";
import { viFormsLabels } from "./vi-forms-labels.ts";
import { viListsLabels } from "./vi-lists-labels.ts";
import { viOperatingLabels } from "./vi-operating-labels.ts";
import { viSubscribingLabels } from "./vi-subscribing-labels.ts";
import { viStages } from "./vi-stages.ts";
import { viValues } from "./vi-values.ts";
import type { en } from "./en.ts";

/** All labels in Vietnamese, by key. */
export const vi: Readonly<Record<keyof typeof en, string>> = {
  ...viStages,
  ...viActions,
  ...viFields,
  ...viDocumentFields,
  ...viValues,
  ...viCapturingLabels,
  ...viMergingLabels,
  ...viFormsLabels,
  ...viListsLabels,
  ...viAssigningLabels,
  ...viOperatingLabels,
  ...viSubscribingLabels,
  ...viExportsLabels,
};
