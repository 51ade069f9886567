import { changeTaxCode } from "../../domain/tax-code/actions.ts";
import { http } from "../runtime/http.ts";

export const handler = http(changeTaxCode);
