import type { StageWithActions } from "../kernel/verbs.ts";
import { addTaxCode, changeTaxCode, retireTaxCode } from "./actions.ts";
import { taxCode } from "./tax-code.ts";

/** All that may be asked of a tax code. */
export const taxCodes: StageWithActions = {
  stage: taxCode,
  actions: [addTaxCode, changeTaxCode, retireTaxCode],
};
