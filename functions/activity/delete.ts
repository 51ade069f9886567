import { deleteActivity } from "../../domain/activity/actions.ts";
import { http } from "../runtime/http.ts";

export const handler = http(deleteActivity);
