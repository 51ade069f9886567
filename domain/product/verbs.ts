import type { StageWithActions } from "../kernel/verbs.ts";
import { addProduct, changeProduct, retireProduct } from "./actions.ts";
import { product } from "./product.ts";

/** All that may be asked of a product. */
export const products: StageWithActions = {
  stage: product,
  actions: [addProduct, changeProduct, retireProduct],
};
