import { billOrder } from "../../domain/order/bill.ts";
import { http } from "../runtime/http.ts";

export const handler = http(billOrder);
