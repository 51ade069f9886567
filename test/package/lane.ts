import type { Progress, Store } from "../../salesline-events/src/salesline-events.ts";
import type { UnknownEvent } from "../../salesline-events/src/envelope.ts";
import { Turns } from "../../salesline-events/src/turns.ts";

/** The events of one order, from 1 on; every third is of a type that came after the package. */
export const eventsOf = (record: string, count: number): readonly UnknownEvent[] =>
  Array.from({ length: count }, (_, index) => ({
    id: `${record}#${index + 1}`,
    type: ["order.held", "order.resumed", "order.polished"][index % 3] ?? "",
    v: 1,
    stage: "order",
    record,
    seq: index + 1,
    at: "2026-11-26T10:00:00.000Z",
    actor: { type: "user", id: "ann" },
    deal: "dea_01KAQ6Z3V9T4M0T3R5D9WXYZAB",
    traceId: "1-aa",
    data: {},
  }));

/** Where the process dies in the middle of an update. */
export type Death = "no" | "before the commit" | "after the commit";

/** A store with transactions: what handlers write is there together with the progress, or not at all. */
export const transactionalStore = (death: () => Death = () => "no") => {
  const saved = new Map<string, string>();
  const journal: string[] = [];
  const turns = new Turns();
  const progressOf = (record: string): Progress | undefined => {
    const text = saved.get(record);
    return text === undefined ? undefined : JSON.parse(text);
  };
  const store: Store<{ write(id: string): void }> = {
    update: (record, work) =>
      turns.take(record, async () => {
        const written: string[] = [];
        const next = await work(progressOf(record), { write: (id) => void written.push(id) });
        const now = death();
        if (now === "before the commit") throw new Error("The process died before the commit");
        if (next !== undefined) {
          saved.set(record, JSON.stringify(next));
          journal.push(...written);
        }
        if (now === "after the commit") throw new Error("The process died after the commit");
      }),
  };
  return { store, journal, progressOf };
};

/** Hands events over, some at the same time; what was refused comes again, until all are taken. */
export const deliver = async (
  events: readonly UnknownEvent[],
  take: (event: UnknownEvent) => Promise<unknown>,
  atOnce: () => number,
): Promise<void> => {
  const open = [...events];
  for (let rounds = 0; open.length > 0; rounds += 1) {
    if (rounds > 10_000) throw new Error("It never ends");
    const batch = open.splice(0, atOnce());
    const answers = await Promise.allSettled(batch.map((event) => take(event)));
    open.push(...batch.filter((_, index) => answers[index]?.status === "rejected"));
  }
};
