import type { StageWithActions } from "../kernel/verbs.ts";
import {
  advanceImport,
  cancelImport,
  changeImport,
  checkImport,
  createImport,
  failImport,
  mapImport,
  startImport,
} from "./actions.ts";
import { leadImport } from "./import.ts";

/** All that may be asked of a list. */
export const imports: StageWithActions = {
  stage: leadImport,
  actions: [
    createImport,
    mapImport,
    changeImport,
    checkImport,
    startImport,
    cancelImport,
    advanceImport,
    failImport,
  ],
};
