import { retireTaxCode } from "../../domain/tax-code/actions.ts";
import { http } from "../runtime/http.ts";

export const handler = http(retireTaxCode);
