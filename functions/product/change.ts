import { changeProduct } from "../../domain/product/actions.ts";
import { http } from "../runtime/http.ts";

export const handler = http(changeProduct);
