import * as z from "zod";
import { Envelope } from "../../../domain/kernel/event.ts";
import { Due } from "../schedules.ts";
import { Letter } from "../webhooks/letter.ts";
import { Wake } from "../webhooks/wake.ts";

const FromBus = z.object({ detail: Envelope });

/** What a message is about. */
export type Content =
  | { readonly kind: "event"; readonly event: Envelope }
  | { readonly kind: "timer"; readonly due: Due }
  | { readonly kind: "delivery"; readonly letter: Letter }
  | { readonly kind: "lane"; readonly subscription: string }
  | { readonly kind: "other" };

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

/** Reads what a message is about: an event as the bus delivers it, a timer whose time has come, a delivery that was given up, a lane that was woken, or something else. */
export function contentOf(body: string): Content {
  const value = parsed(body);
  const fromBus = FromBus.safeParse(value);
  if (fromBus.success) return { kind: "event", event: fromBus.data.detail };
  const due = Due.safeParse(value);
  if (due.success) return { kind: "timer", due: due.data };
  const letter = Letter.safeParse(value);
  if (letter.success) return { kind: "delivery", letter: letter.data };
  const wake = Wake.safeParse(value);
  return wake.success ? { kind: "lane", subscription: wake.data.lane } : { kind: "other" };
}

/** The record, the deal and the event of a message, as far as it names them. */
export function aboutOf(content: Content): {
  readonly event?: string;
  readonly type?: string;
  readonly record?: string;
  readonly deal?: string;
  readonly webhook?: string;
} {
  if (content.kind === "event") {
    const { id: event, type, record, deal } = content.event;
    return { event, type, record, deal };
  }
  if (content.kind === "timer") {
    const { event, timer: type, record, deal } = content.due;
    return { event, type, record, deal };
  }
  if (content.kind === "delivery") {
    const { event, type, record, deal, webhook } = content.letter;
    return { event, type, record, deal, webhook };
  }
  return content.kind === "lane" ? { record: content.subscription } : {};
}
