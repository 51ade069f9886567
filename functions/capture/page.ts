import { formPage } from "../runtime/capture/forms/page-handler.ts";

export const handler = formPage();
