import { taxCodes } from "../../../domain/tax-code/verbs.ts";
import { actionsOf } from "../../runtime/read/actions.ts";

export const handler = actionsOf(taxCodes);
