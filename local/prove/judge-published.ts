import * as z from "zod";
import { type Found, unless } from "../../domain/audit/finding.ts";
import type { Envelope } from "../../domain/kernel/event.ts";
import { currentVersion, inVersion, type Superseded } from "../../domain/kernel/version.ts";
import { superseded as known } from "../../domain/superseded.ts";
import type { History } from "./history.ts";
import type { Journaled, Kept } from "./ledger.ts";

const Head = z.looseObject({ id: z.string(), v: z.int().optional() });

/** The id and the version that a text names. */
function headOf(detail: string): { readonly id: string; readonly v?: number | undefined } {
  try {
    return Head.safeParse(JSON.parse(detail)).data ?? { id: "" };
  } catch {
    return { id: "" };
  }
}

/** The id of the event that a text is of. */
export function idIn(detail: string): string {
  return headOf(detail).id;
}

/** An event in a version; undefined when there is no such version of it. */
function editionOf(envelope: Envelope, v: number, superseded: Superseded): Envelope | undefined {
  try {
    return inVersion(envelope, v, superseded);
  } catch {
    return undefined;
  }
}

/** The text that was committed, or that of another version; undefined when there is no such version of it. */
function textIn({ envelope, text }: Journaled, v: number, superseded: Superseded): string | undefined {
  if (envelope === undefined || envelope.v === v) return text;
  const edition = editionOf(envelope, v, superseded);
  return edition && JSON.stringify(edition);
}

/** An event in its current version, which is what reactions get; as it is where it can be made no other. */
export function currentOf(event: Envelope, superseded: Superseded = known): Envelope {
  return editionOf(event, currentVersion(event.type, superseded), superseded) ?? event;
}

/** Whether an event is among these texts in its current version; in its own, where it can be made no other. */
export function isOut(event: Journaled, texts: readonly string[], superseded: Superseded = known): boolean {
  const { text, envelope } = event;
  const current = currentVersion(envelope?.type ?? "", superseded);
  return texts.includes(textIn(event, current, superseded) ?? text);
}

/** Nothing went out that is not in the journal, and all that went out is word for word what is there, or another version of just that. */
export function judgePublished(
  published: History["published"],
  kept: Iterable<Pick<Kept, "events">>,
  superseded: Superseded = known,
): Found[] {
  const stored = new Map<string, Journaled>();
  for (const { events } of kept)
    for (const each of events) if (each.envelope !== undefined) stored.set(each.envelope.id, each);
  return published.flatMap(({ type, detail }) => {
    const { id, v } = headOf(detail);
    const own = stored.get(id);
    const [record = ""] = id.split("#");
    if (own === undefined)
      return unless(false, "I2", record, `${id || detail.slice(0, 80)} was published and is not there`);
    const said = v === undefined ? own.text : textIn(own, v, superseded);
    return [
      ...unless(said === detail, "I2", record, `${id} was published with other words than it has`),
      ...unless(own.envelope?.type === type, "I2", record, `${id} was published as ${type}`),
    ];
  });
}
