import { fulfilOrder } from "../../domain/order/actions.ts";
import { http } from "../runtime/http.ts";

export const handler = http(fulfilOrder);
