import { changePriceList } from "../../domain/price-list/actions.ts";
import { http } from "../runtime/http.ts";

export const handler = http(changePriceList);
