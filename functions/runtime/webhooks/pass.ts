import type { Delivery } from "./delivery.ts";
import type { Entry } from "./keys.ts";
import type { LaneParts } from "./parts.ts";
import type { Work } from "./work.ts";

/** So many entries are read at a time: their events may have 240 KB each. */
const PAGE = 25;

/** What going through a lane needs of its run. */
export interface Passage {
  /** Whether the subscription is still as it was when this began. */
  isCurrent(): Promise<boolean>;
  /** Whether one more may be started. */
  mayStart(work: Work): boolean;
}

/** What is due of these; entries that say of a delivery what is not so any more are forgotten, such as of one that was kept for its days and made anew: a lane would look at them for ever. */
async function dueOf(
  entries: readonly Entry[],
  work: Work,
  { id, deliveries }: { readonly id: string } & Pick<LaneParts, "deliveries">,
): Promise<readonly Delivery[]> {
  const open = entries.filter((entry) => !work.knows(entry));
  if (open.length === 0) return [];
  const positions = open.map(({ position }) => position);
  const found = await deliveries.load(id, positions);
  const due: Delivery[] = [];
  for (const [index, entry] of open.entries()) {
    const delivery = found[index];
    if (delivery?.due === entry.due) due.push(delivery);
    else await deliveries.forget(id, entry);
  }
  return due;
}

/** Starts what is due, from the oldest on; how much that was, or that it had to stop before the end. */
async function pass(
  work: Work,
  passage: Passage,
  parts: { readonly id: string } & Pick<LaneParts, "deliveries" | "now">,
): Promise<number | "stopped"> {
  const { id, deliveries } = parts;
  const by = parts.now().toISOString();
  let started = 0;
  let after: Parameters<LaneParts["deliveries"]["due"]>[3];
  do {
    if (!(await passage.isCurrent())) return "stopped";
    const page = await deliveries.due(id, by, PAGE, after);
    for (const delivery of await dueOf(page.entries, work, parts)) {
      await work.place();
      if (!passage.mayStart(work)) return "stopped";
      if (work.start(delivery)) started += 1;
    }
    after = page.next;
  } while (after !== undefined);
  return started;
}

/** Goes through what is due again and again until there is nothing; false when it had to stop before. */
export async function passes(
  work: Work,
  passage: Passage,
  parts: { readonly id: string } & Pick<LaneParts, "deliveries" | "now">,
): Promise<boolean> {
  for (;;) {
    const started = await pass(work, passage, parts);
    if (started === "stopped") return false;
    if (work.isBusy()) await work.one();
    else if (started === 0) return true;
  }
}
