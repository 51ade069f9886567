import { accept } from "../../domain/kernel/decision.ts";
import type { Actor, Envelope } from "../../domain/kernel/event.ts";
import { seal } from "../../domain/kernel/seal.ts";
import type { AnyStage } from "../../domain/kernel/stage.ts";
import { ids } from "./deal.ts";

/** Something that happens in an example; `actor` where it is none of whom the flow says. */
export interface Step {
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly actor?: Actor;
}

/** What happens to one record, in its order. */
export interface Life {
  readonly id: string;
  readonly steps: readonly Step[];
}

/** One step of a life. */
export function step(type: string, data: Step["data"] = {}, actor?: Actor): Step {
  return { type, data, ...(actor && { actor }) };
}

const START = Date.parse("2026-11-26T09:00:00.000Z");
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const ann: Actor = { type: "user", id: "ann" };
const traceId = "1-6926c7a0-5f3b1c9d2e8a4706b1d0c3f2";

/** The events of a life as they would have been committed, so many hours after the first: each has its data checked, and is allowed in the status that those before led to. */
export function lived(home: AnyStage, { id, steps }: Life, hours: number): Envelope[] {
  const envelopes = steps.flatMap(({ type, data, actor = ann }, version) => {
    const at = new Date(START + hours * HOUR + version * MINUTE).toISOString();
    const known = home.events[type]?.data.parse(data);
    if (known === undefined) throw new Error(`${type} is not an event of ${home.name}`);
    const before = { id, version, deal: ids.deal, createdAt: at, updatedAt: at, state: undefined };
    const done = { ...accept([{ type, data: known }]), state: { status: "none" } };
    return seal(home, before, done, { actor, traceId }, at);
  });
  home.fold(envelopes);
  return envelopes;
}
