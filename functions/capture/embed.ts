import { formScript } from "../runtime/capture/forms/script-handler.ts";

export const handler = formScript();
