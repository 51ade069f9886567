import { assignAccount } from "../../domain/account/handling.ts";
import { http } from "../runtime/http.ts";

export const handler = http(assignAccount);
