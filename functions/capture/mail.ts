import { takeMails } from "../runtime/capture/mail/handler.ts";

export const handler = takeMails();
