import { openServices } from "../after/services.ts";
import type { Incident } from "./incident.ts";

/** Messages that nobody can do anything with, and that were put into queues on purpose. */
export interface Poison {
  readonly add: (body: string) => void;
  readonly isPoison: (body: string) => boolean;
}

/** Keeps in mind which messages are poison. */
export const openPoison = (): Poison => {
  const bodies = new Set<string>();
  return { add: (body) => void bodies.add(body), isPoison: (body) => bodies.has(body) };
};

const wrapped = (detail: unknown) => JSON.stringify({ source: "salesline", detail });

const stranger = (number: number) => ({
  id: `lea_01KAQ6Z3V9T4M0T3R5D9WXYZAB#${number}`,
  type: "lead.abducted",
  v: 1,
  stage: "lead",
  record: "lea_01KAQ6Z3V9T4M0T3R5D9WXYZAB",
  seq: number,
  at: "2026-11-26T12:00:00.000Z",
  actor: { type: "user", id: "nobody" },
  deal: "dea_01KAQ6Z3V9T4M0T3R5D9WXYZAB",
  traceId: "1-00000000-000000000000000000000000",
  data: {},
});

const bodies: readonly ((number: number) => string)[] = [
  (number) => `no JSON at all ${number}`,
  (number) => JSON.stringify({ number }),
  (number) => JSON.stringify([null, number]),
  (number) => wrapped({ id: number }),
  (number) => wrapped({ ...stranger(number), data: null }),
  (number) => wrapped({ ...stranger(number), seq: "first" }),
  (number) => `{"detail": {"id": ${"[".repeat(2000)}${number}`,
];

/** Ten messages in one queue, or one in each of some: whole batches, and single ones among good ones. */
export const poisoning: Incident = {
  name: "poison",
  weight: 2,
  happen: async ({ keeper, random, poison }) => {
    const system = await keeper.up();
    const services = openServices(system);
    const [first, ...others] = system.queues;
    if (first === undefined) return;
    const one = random.pick([first, ...others]);
    const into = random.pick([true, false])
      ? Array.from({ length: 10 }, () => one)
      : Array.from({ length: 4 }, () => random.pick([first, ...others]));
    try {
      for (const { url } of into) {
        const body = bodies[random.whole(0, bodies.length - 1)]?.(random.whole(1, 1_000_000_000)) ?? "";
        poison.add(body);
        await services.send(url, body);
      }
    } catch {
      // The queues are gone with everything else: whatever they took is poison all the same.
    } finally {
      services.close();
    }
  },
};
