import { discardSubmission } from "../../domain/submission/release.ts";
import { http } from "../runtime/http.ts";

export const handler = http(discardSubmission);
