import { giveTicket } from "../runtime/capture/forms/ticket.ts";

export const handler = giveTicket();
