import * as z from "zod";
import { Envelope } from "../../../domain/kernel/event.ts";
import { Due } from "../schedules.ts";

const FromBus = z.object({ detail: Envelope });

/** What a message is about. */
export type Content =
  | { readonly kind: "event"; readonly event: Envelope }
  | { readonly kind: "timer"; readonly due: Due }
  | { readonly kind: "other" };

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

/** Reads what a message is about: an event as the bus delivers it, a timer whose time has come, or something else. */
export function contentOf(body: string): Content {
  const value = parsed(body);
  const fromBus = FromBus.safeParse(value);
  if (fromBus.success) return { kind: "event", event: fromBus.data.detail };
  const due = Due.safeParse(value);
  return due.success ? { kind: "timer", due: due.data } : { kind: "other" };
}

/** The record, the deal and the event of a message, as far as it names them. */
export function aboutOf(content: Content): {
  readonly event?: string;
  readonly type?: string;
  readonly record?: string;
  readonly deal?: string;
} {
  if (content.kind === "event") {
    const { id: event, type, record, deal } = content.event;
    return { event, type, record, deal };
  }
  if (content.kind === "timer") {
    const { event, timer: type, record, deal } = content.due;
    return { event, type, record, deal };
  }
  return {};
}
