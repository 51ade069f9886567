import { cancelRest } from "../../domain/order/cancel.ts";
import { http } from "../runtime/http.ts";

export const handler = http(cancelRest);
