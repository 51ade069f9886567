import { changeAccount } from "../../domain/account/actions.ts";
import { http } from "../runtime/http.ts";

export const handler = http(changeAccount);
