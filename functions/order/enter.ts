import { enterOrder } from "../../domain/order/enter.ts";
import { http } from "../runtime/http.ts";

export const handler = http(enterOrder);
