import { setEntries } from "../../domain/price-list/set-entries.ts";
import { http } from "../runtime/http.ts";

export const handler = http(setEntries);
