import { messageOf } from "../../domain/audit/transitions.ts";
import { Envelope } from "../../domain/kernel/event.ts";
import { currentVersion, inVersion, liveVersions } from "../../domain/kernel/version.ts";
import { dayOf } from "./edition.ts";
import { type Outgoing, outgoing } from "./outgoing.ts";
import type { Publishing } from "./publishing.ts";

/** A stored event as it goes out: once in each version that is live, with the same id. */
export interface Editions {
  readonly entries: readonly Outgoing[];
  /** In how many versions it has to be out; more than there are entries when one could not be made. */
  readonly count: number;
  /** Why a version could not be made. */
  readonly spoiled?: string;
}

/** The editions of an event that has older versions: in its own it is verbatim. */
function editions(
  envelope: string,
  own: Outgoing,
  bus: string,
  { superseded: known, now }: Publishing,
): Editions {
  const event = Envelope.parse(JSON.parse(envelope));
  // Of a version that this code does not know yet nothing else can be made.
  if (event.v > currentVersion(event.type, known)) return { entries: [own], count: 1 };
  const live = liveVersions(event.type, dayOf(now()), known);
  const entries: Outgoing[] = [];
  let spoiled: string | undefined;
  for (const v of live) {
    try {
      const text = v === event.v ? envelope : JSON.stringify(inVersion(event, v, known));
      const { subject, ...rest } = outgoing(text, bus);
      entries.push({ ...rest, subject: { ...subject, version: String(v) } });
    } catch (error) {
      spoiled = `Version ${v} cannot be made of it: ${messageOf(error)}`;
    }
  }
  return { entries, count: live.length, ...(spoiled !== undefined && { spoiled }) };
}

/** What of a stored event goes to the bus: the envelope verbatim, and each other version of it that is live today. */
export function editionsOf(envelope: string, bus: string, parts: Publishing): Editions {
  const own = outgoing(envelope, bus);
  return parts.superseded.has(own.subject.type ?? "")
    ? editions(envelope, own, bus, parts)
    : { entries: [own], count: 1 };
}
