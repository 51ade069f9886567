import { addTeam } from "../../domain/team/actions.ts";
import { http } from "../runtime/http.ts";

export const handler = http(addTeam);
