import { changeProcess } from "../../domain/process/actions.ts";
import { http } from "../runtime/http.ts";

export const handler = http(changeProcess);
