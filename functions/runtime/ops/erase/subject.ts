import { account } from "../../../../domain/account/account.ts";
import { activity } from "../../../../domain/activity/activity.ts";
import { contact } from "../../../../domain/contact/contact.ts";
import type { Envelope } from "../../../../domain/kernel/event.ts";
import { idOf } from "../../../../domain/kernel/id.ts";
import type { Stored } from "../../../../domain/kernel/record.ts";
import type { AnyStage } from "../../../../domain/kernel/stage.ts";
import { lead } from "../../../../domain/lead/lead.ts";
import { records } from "../../../../domain/stages.ts";
import { submission } from "../../../../domain/submission/submission.ts";
import { readFed } from "../../feed/place.ts";
import { type Item, readEvent, readRecord } from "../../items.ts";
import { EVENT_PREFIX, fedKey, recordKey, table } from "../../keys.ts";
import { readItems } from "../audit/deal.ts";
import type { Ops } from "../ops.ts";

/** What is erased, in this order: nothing is found by what is gone already. */
export const erasable: readonly AnyStage[] = [activity, submission, lead, contact, account];

/** Who a deal is with. */
export const people: ReadonlySet<string> = new Set([lead.name, contact.name, account.name]);

/** A record that is to be erased. */
export interface Named {
  readonly home: AnyStage;
  readonly id: string;
}

/** A record that is to be erased, with all that there is of it. */
export interface Subject extends Named {
  readonly items: readonly Item[];
  /** undefined: there is none, or no more. */
  readonly stored: Stored | undefined;
  /** As far as they can be read. */
  readonly events: readonly Envelope[];
  /** How many of its events the feed has. */
  readonly fed: number;
}

const KEPT =
  "what was offered, ordered and billed stays for as long as the law asks, and settings are nobody's: erase submissions, leads, contacts, accounts and activities";

/** The stage of an id; undefined for what is none. */
export function homeFor(id: string): AnyStage | undefined {
  const home = records.find(({ prefix }) => id.startsWith(`${prefix}_`));
  return home !== undefined && idOf(home.prefix).safeParse(id).success ? home : undefined;
}

/** Which record an id is of; in words why it cannot be erased. */
export function namedBy(id: string): Named | string {
  const home = homeFor(id);
  if (home === undefined) return `${id} is no id of a record`;
  if (!erasable.includes(home)) return `${id} is of the stage ${home.name}: ${KEPT}`;
  return { home, id };
}

function eventIn(item: Item): Envelope[] {
  if (item[table.sk]?.S?.startsWith(EVENT_PREFIX) !== true) return [];
  try {
    return [readEvent(item)];
  } catch {
    return [];
  }
}

/** Reads all that there is of a record, strongly consistent. */
export async function readSubject(ops: Ops, { home, id }: Named): Promise<Subject> {
  const { pk, sk } = recordKey(home.name, id);
  const [items, [fed]] = await Promise.all([
    readItems(ops, pk),
    ops.world.journal.load([fedKey(home.name, id)]),
  ]);
  const record = items.find((item) => item[table.sk]?.S === sk);
  return {
    home,
    id,
    items,
    stored: record && readRecord(record),
    events: items.flatMap(eventIn),
    fed: readFed(fed),
  };
}
