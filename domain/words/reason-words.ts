import type { Envelope } from "../kernel/event.ts";
import type { ReasonKind } from "../kernel/process.ts";
import type { Voice } from "./voice.ts";

/** The events that carry a reason, and of what kind it is. */
const kinds: Readonly<Record<string, ReasonKind>> = {
  "lead.disqualified": "lead.disqualify",
  "opportunity.lost": "opportunity.lose",
  "quote.declined": "quote.decline",
  "quote.cancelled": "quote.cancel",
  "order.cancelled": "order.cancel",
  "order.rest-cancelled": "order.cancel",
  "order.returned": "order.return",
  "invoice.credited": "invoice.credit",
  "invoice.cancelled": "invoice.cancel",
  "invoice.written-off": "invoice.write-off",
};

/** The sentence of an event with the code of its reason, after the colon, in the words of the organisation. */
export function reasonInWords(text: string, { type, data }: Envelope, voice: Voice): string {
  const { [type]: kind } = kinds;
  const { reason: code } = data;
  if (kind === undefined || typeof code !== "string") return text;
  // A function, because "$&" in a label is no pattern.
  return text.replace(`: ${code}`, () => `: ${voice.reason(kind, code)}`);
}
