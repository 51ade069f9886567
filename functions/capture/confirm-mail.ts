import { sendConfirmations } from "../runtime/capture/forms/confirm-mail.ts";

export const handler = sendConfirmations();
