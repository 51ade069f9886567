import type { StageWithActions } from "../kernel/verbs.ts";
import { advanceExport, cancelExport, failExport, requestExport, startExport } from "./actions.ts";
import { dataExport } from "./export.ts";

/** All that may be asked of an export. */
export const dataExports: StageWithActions = {
  stage: dataExport,
  actions: [requestExport, cancelExport, startExport, advanceExport, failExport],
};
