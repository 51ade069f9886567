import { retireProduct } from "../../domain/product/actions.ts";
import { http } from "../runtime/http.ts";

export const handler = http(retireProduct);
