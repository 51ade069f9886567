import { holdOrder } from "../../domain/order/hold.ts";
import { http } from "../runtime/http.ts";

export const handler = http(holdOrder);
