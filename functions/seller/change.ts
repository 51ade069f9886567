import { changeSeller } from "../../domain/seller/actions.ts";
import { http } from "../runtime/http.ts";

export const handler = http(changeSeller);
