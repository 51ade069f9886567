import { priceLists } from "../../../domain/price-list/verbs.ts";
import { actionsOf } from "../../runtime/read/actions.ts";

export const handler = actionsOf(priceLists);
