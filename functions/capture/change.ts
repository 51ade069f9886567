import { changeCapture } from "../../domain/capture/actions.ts";
import { http } from "../runtime/http.ts";

export const handler = http(changeCapture);
