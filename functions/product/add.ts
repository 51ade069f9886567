import { addProduct } from "../../domain/product/actions.ts";
import { http } from "../runtime/http.ts";

export const handler = http(addProduct);
