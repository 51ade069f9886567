import { confirmForm } from "../runtime/capture/forms/confirm.ts";

export const handler = confirmForm();
