import { tickOrder } from "../../domain/order/handling.ts";
import { http } from "../runtime/http.ts";

export const handler = http(tickOrder);
