import type { StageWithActions } from "../kernel/verbs.ts";
import { addPriceList, changePriceList, retirePriceList } from "./actions.ts";
import { priceList } from "./price-list.ts";
import { setEntries } from "./set-entries.ts";

/** All that may be asked of a price list. */
export const priceLists: StageWithActions = {
  stage: priceList,
  actions: [addPriceList, changePriceList, setEntries, retirePriceList],
};
