import { returnOrder } from "../../domain/order/return.ts";
import { http } from "../runtime/http.ts";

export const handler = http(returnOrder);
