import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import * as z from "zod";
import { Envelope } from "../../domain/kernel/event.ts";
import type { Held } from "../../domain/kernel/facts.ts";
import type { Stored } from "../../domain/kernel/record.ts";
import { inNewest } from "../../domain/kernel/version.ts";
import { superseded } from "../../domain/superseded.ts";
import {
  boardKey,
  claimKey,
  eventKey,
  lookupKey,
  recordKey,
  receiptKey,
  seqText,
  shardOf,
  table,
} from "./keys.ts";
import type { Span } from "./unpublished.ts";

/** An item as DynamoDB takes it. */
export type Item = Record<string, AttributeValue>;

// Fields that visitors name may be called "constructor": without this they are taken for instances of a class.
const options = { removeUndefinedValues: true, convertClassInstanceToMap: true };

/** A plain object as an item. */
export function toItem(value: object): Item {
  return marshall({ ...value }, options);
}

const RecordItem = z.object({
  id: z.string(),
  version: z.int(),
  dealId: z.string(),
  createdAt: z.string(),
  updatedAt: z.string(),
  state: z.record(z.string(), z.unknown()),
});

/** A record as it was stored. */
export function readRecord(item: Item): Stored {
  const { dealId, ...rest } = RecordItem.parse(unmarshall(item));
  return { ...rest, deal: dealId };
}

const Customer = z.object({ account: z.string().optional() });

/** A record as an item, with the keys of its board and of its customer. */
export function recordItem(
  stage: string,
  record: Stored & { readonly state: { readonly status: string } },
): Item {
  const { id, version, deal, createdAt, updatedAt, state } = record;
  const account = stage === "account" ? id : Customer.parse(state).account;
  return toItem({
    ...recordKey(stage, id),
    id,
    stage,
    status: state.status,
    version,
    dealId: deal,
    createdAt,
    updatedAt,
    state,
    [table.board.pk]: boardKey(stage, state.status, shardOf(id)),
    [table.board.sk]: `${createdAt}#${id}`,
    ...(account !== undefined && { [table.account.pk]: account, [table.account.sk]: `${createdAt}#${id}` }),
  });
}

/** A second copy of a record, or of what others look at of it (`state`), where others find it by a key that it carries. */
export function lookupItem(stage: string, key: string, record: Stored, state: object): Item {
  const { id, version, deal, createdAt, updatedAt } = record;
  return toItem({ ...lookupKey(stage, key, record), id, version, dealId: deal, createdAt, updatedAt, state });
}

/** An event as an item: its envelope as text, so that exactly this is published, and which events were committed with it. */
export function eventItem(envelope: Envelope, commit?: Span): Item {
  const { stage, record, seq, type, deal, at } = envelope;
  return toItem({
    ...eventKey(stage, record, seq),
    type,
    envelope: JSON.stringify(envelope),
    commit,
    [table.deal.pk]: deal,
    [table.deal.sk]: `${at}#${record}#${seqText(seq)}`,
  });
}

const EnvelopeText = z.object({ envelope: z.string() });

/** A stored event, in the version of today. */
export function readEvent(item: Item, versions = superseded): Envelope {
  return inNewest(Envelope.parse(JSON.parse(EnvelopeText.parse(unmarshall(item)).envelope)), versions);
}

/** Proof that a command was done: which record it made or changed, and to which version. */
export const Receipt = z.object({
  hash: z.string(),
  stage: z.string(),
  id: z.string(),
  version: z.int(),
  /** How many events it made, the last of them at that version; those of before do not say. */
  events: z.int().min(0).optional(),
  next: z.record(z.string(), z.string()).optional(),
  /** Seconds since 1970, when the proof may be forgotten. */
  [table.ttl]: z.int(),
});

/** Proof that a command was done. */
export type Receipt = z.output<typeof Receipt>;

/** A receipt as an item. */
export function receiptItem(commandId: string, receipt: Receipt): Item {
  return toItem({ ...receiptKey(commandId), ...receipt });
}

/** A receipt that still counts; DynamoDB may keep one for days after it has ended. */
export function readReceipt(item: Item | undefined, nowSeconds: number): Receipt | undefined {
  if (item === undefined) return undefined;
  const receipt = Receipt.parse(unmarshall(item));
  return receipt.expiresAt > nowSeconds ? receipt : undefined;
}

const ClaimItem = z.object({
  holder: z.string(),
  at: z.string(),
  note: z.record(z.string(), z.string()).optional(),
});

/** A claim as an item. */
export function claimItem(stage: string, key: string, held: Held): Item {
  return toItem({ ...claimKey(stage, key), ...held });
}

/** Who holds a claim; undefined while it is free. */
export function readClaim(item: Item | undefined): Held | undefined {
  return item === undefined ? undefined : ClaimItem.parse(unmarshall(item));
}

const Series = z.object({ last: z.int().min(0) });

/** The last number that a series gave; 0 before the first. */
export function readSeries(item: Item | undefined): number {
  return item === undefined ? 0 : Series.parse(unmarshall(item)).last;
}
