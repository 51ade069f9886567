import { fulfilOrder } from "../../domain/order/fulfil.ts";
import { http } from "../runtime/http.ts";

export const handler = http(fulfilOrder);
