import * as z from "zod";
import { Envelope } from "../../domain/kernel/event.ts";
import type { AnyStage } from "../../domain/kernel/stage.ts";
import { records } from "../../domain/stages.ts";
import { Receipt } from "../../functions/runtime/items.ts";
import { EVENT_PREFIX } from "../../functions/runtime/keys.ts";
import type { History } from "./history.ts";

/** An item of the table. */
export type PlainItem = History["items"][number];

/** An event as it lies in the journal. */
export interface Journaled {
  readonly item: PlainItem;
  /** The envelope, as text. */
  readonly text: string;
  /** undefined when it cannot be read. */
  readonly envelope: Envelope | undefined;
}

/** A record with all its events, in the order of their keys. */
export interface Kept {
  readonly pk: string;
  readonly stage: AnyStage;
  readonly item: PlainItem | undefined;
  readonly events: readonly Journaled[];
}

/** The proof of a command. */
export interface Proof extends Receipt {
  readonly commandId: string;
}

/** The items of a table, sorted by what they are. */
export interface Ledger {
  /** By `<stage>#<id>`. */
  readonly kept: ReadonlyMap<string, Kept>;
  /** Every event that can be read, by its id. */
  readonly events: ReadonlyMap<string, Envelope>;
  /** By command id. */
  readonly proofs: ReadonlyMap<string, Proof>;
  /** By `<stage>#<id>`. */
  readonly proofsOf: ReadonlyMap<string, readonly Proof[]>;
  /** The last number that each series gave, by `<series>#<year>`. */
  readonly series: ReadonlyMap<string, number>;
  readonly lookups: readonly PlainItem[];
  readonly claims: readonly PlainItem[];
  /** What says that a commit is not published yet. */
  readonly unpublished: readonly PlainItem[];
  /** The end of the feed, its places, and how far records and deals stand in it. */
  readonly feed: readonly PlainItem[];
  /** How far the feed was dispatched, deliveries, and the lanes on which they are sent. */
  readonly webhooks: readonly PlainItem[];
  /** Keys of what nothing in the system writes, or writes otherwise. */
  readonly odd: readonly string[];
}

const Keyed = z.looseObject({ pk: z.string(), sk: z.string() });
const Text = z.looseObject({ envelope: z.string() });
const Last = z.looseObject({ last: z.int() });
const stages = new Map(records.map((stage) => [stage.name, stage]));

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function journaled(item: PlainItem): Journaled {
  const text = Text.safeParse(item).data?.envelope ?? "";
  return { item, text, envelope: Envelope.safeParse(parsed(text)).data };
}

/** How the partitions begin of what is neither a record nor its event. */
const others = [
  "receipt",
  "series",
  "lookup",
  "claim",
  "unpublished",
  "secret",
  "rate",
  "mark",
  "feed",
  "webhook",
] as const;
type Other = (typeof others)[number];
const isOther = (kind: string): kind is Other => others.some((other) => other === kind);

const kindOf = (pk: string) => pk.slice(0, pk.indexOf("#"));
const restOf = (pk: string) => pk.slice(pk.indexOf("#") + 1);

function keptOf(pk: string, own: readonly { readonly sk: string; readonly item: PlainItem }[]): Kept[] {
  const stage = stages.get(kindOf(pk));
  if (stage === undefined) return [];
  const events = own.filter(({ sk }) => sk.startsWith(EVENT_PREFIX)).sort((a, b) => (a.sk < b.sk ? -1 : 1));
  const item = own.find(({ sk }) => sk === "RECORD")?.item;
  return [{ pk, stage, item, events: events.map((each) => journaled(each.item)) }];
}

/** Sorts the items of a table by what they are. */
export function ledgerOf(items: History["items"]): Ledger {
  const keyed = items.flatMap((item) => {
    const key = Keyed.safeParse(item);
    return key.success ? [{ pk: key.data.pk, sk: key.data.sk, item }] : [];
  });
  const byKind = Map.groupBy(keyed, ({ pk }) => (isOther(kindOf(pk)) ? kindOf(pk) : "record"));
  const of = (kind: Other) => byKind.get(kind) ?? [];
  const byPk = Map.groupBy(byKind.get("record") ?? [], ({ pk }) => pk);
  const kept = [...byPk].flatMap(([pk, own]) => keptOf(pk, own));
  const read = of("receipt").map(({ pk, item }) => ({
    commandId: restOf(pk),
    pk,
    receipt: Receipt.safeParse(item),
  }));
  const proofs = read.flatMap(({ commandId, receipt }) =>
    receipt.success ? [{ commandId, ...receipt.data }] : [],
  );
  const known = kept.flatMap(({ events }) => events.flatMap(({ envelope }) => envelope ?? []));
  return {
    kept: new Map(kept.map((each) => [each.pk, each])),
    events: new Map(known.map((event) => [event.id, event])),
    proofs: new Map(proofs.map((proof) => [proof.commandId, proof])),
    proofsOf: Map.groupBy(proofs, ({ stage, id }) => `${stage}#${id}`),
    series: new Map(of("series").map(({ pk, item }) => [restOf(pk), Last.safeParse(item).data?.last ?? 0])),
    lookups: of("lookup").map(({ item }) => item),
    claims: of("claim").map(({ item }) => item),
    unpublished: of("unpublished").map(({ item }) => item),
    feed: of("feed").map(({ item }) => item),
    webhooks: of("webhook").map(({ item }) => item),
    odd: [
      ...read.filter(({ receipt }) => !receipt.success).map(({ pk }) => pk),
      ...[...byPk.keys()].filter((pk) => !stages.has(kindOf(pk))),
    ],
  };
}
