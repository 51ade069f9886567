import { retireForm } from "../../domain/form/actions.ts";
import { http } from "../runtime/http.ts";

export const handler = http(retireForm);
