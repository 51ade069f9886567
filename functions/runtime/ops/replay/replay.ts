import { flow } from "../../../../domain/flow.ts";
import type { Envelope } from "../../../../domain/kernel/event.ts";
import type { Reaction } from "../../../../domain/kernel/flow.ts";
import { timers } from "../../../../domain/timers.ts";
import { explain, type Outlook } from "../explain.ts";
import type { Ops } from "../ops.ts";
import { paced } from "../pacer.ts";
import { eventsIn, type Span, type Told } from "./events.ts";
import { proofForAll } from "./proof.ts";
import { type Send, sendTo, type Target } from "./target.ts";

/** What is sent again, and how. */
export interface Replay extends Span {
  readonly target: Target;
  readonly dryRun: boolean;
  readonly perSecond: number;
  readonly cursor?: string | undefined;
}

/** What became of an event, or would become of it. */
export interface Replayed {
  readonly event: string;
  readonly type: string;
  readonly deal: string;
  readonly result: "sent" | "would be sent" | "done already" | "not sent" | Outlook["kind"];
  readonly text?: string;
}

/** What a replay tells as it goes. */
export interface Listener {
  one(replayed: Replayed): void;
  /** Where it can go on after a page. */
  page(cursor: string | undefined): void;
}

/** Functions that take events of the bus, follow the state of their record, and so do nothing twice. */
const others: ReadonlyMap<string, readonly string[]> = new Map([
  ["set-timers", [...new Set(timers.flatMap(({ types }) => types))]],
  ["run-lists", ["import.check-started", "import.started", "import.progressed"]],
]);

/** The types of events that can be sent to a reaction again; undefined when none can. */
export function typesFor(name: string): readonly string[] | "all" | undefined {
  if (name === "append-feed") return "all";
  return flow.find((reaction) => reaction.name === name)?.types ?? others.get(name);
}

async function foreseen(name: string, { event }: Told, ops: Ops): Promise<Pick<Replayed, "result" | "text">> {
  const outlooks = await explain(name, { kind: "event", event }, ops.world);
  const order: readonly Outlook["kind"][] = ["refused", "would-do", "unknown", "done", "settled"];
  const kinds = new Set(outlooks.map(({ kind }) => kind));
  const result = order.find((kind) => kinds.has(kind)) ?? "settled";
  return { result, text: outlooks.map(({ text }) => text).join("; ") };
}

/** The reactions that get an event there: over our own bus all that wait for it. */
function reactionsOf(target: Target, { type }: Envelope, { place }: Ops): readonly Reaction[] {
  if ("reaction" in target) return flow.filter(({ name }) => name === target.reaction);
  // By its name, or by its ARN, which ends in it.
  const isOwn = "bus" in target && target.bus.split("/").at(-1) === place.bus;
  return isOwn ? flow.filter(({ types }) => types.includes(type)) : [];
}

/** Sends the events of a span again, or tells what would become of each, in the order of each record. Who dies in the middle of it begins again, from its last cursor or whole: repeats have no effect. */
export async function replay(ops: Ops, asked: Replay, listener: Listener): Promise<void> {
  const { target, dryRun, perSecond, cursor } = asked;
  const send = sendTo(ops, target);
  if (send === undefined) throw new Error("There is no queue to send to");
  const turn = paced(perSecond);
  for await (const page of eventsIn(ops, asked, cursor)) {
    for (const told of page.events) {
      const outcome = await one(ops, told, target, dryRun, { send, turn });
      const { id: event, type, deal } = told.event;
      listener.one({ event, type, deal, ...outcome });
    }
    // What cannot be read must not hold back the others.
    for (const { at, why } of page.odd) {
      listener.one({
        event: at,
        type: "event",
        deal: "",
        result: "not sent",
        text: `it cannot be read: ${why}`,
      });
    }
    listener.page(page.cursor);
  }
}

async function one(
  ops: Ops,
  told: Told,
  target: Target,
  dryRun: boolean,
  { send, turn }: { readonly send: Send; readonly turn: () => Promise<void> },
): Promise<Pick<Replayed, "result" | "text">> {
  const proof = await proofForAll(reactionsOf(target, told.event, ops), told.event, ops.world);
  if (proof.kind === "done") return { result: "done already", text: proof.text };
  if (proof.kind === "unproven") return { result: "not sent", text: proof.text };
  if (dryRun) {
    return "reaction" in target ? foreseen(target.reaction, told, ops) : { result: "would be sent" };
  }
  await turn();
  await send(told);
  return { result: "sent" };
}
