import { createHash } from "node:crypto";
import type { Done, Prepared } from "../../domain/kernel/action.ts";
import type { Stored } from "../../domain/kernel/record.ts";
import type { AnyStage } from "../../domain/kernel/stage.ts";
import { sameJson } from "../../domain/kernel/equal.ts";
import { seal } from "../../domain/kernel/seal.ts";
import type { Ask } from "./ask.ts";
import { readReceiptDays } from "./receipt-days.ts";
import type { Change } from "./transaction.ts";
import { type Loaded, seriesKeyOf } from "./load.ts";

/** Days for which it is remembered that a command was done. */
export const RECEIPT_DAYS = readReceiptDays(process.env["RECEIPT_DAYS"]);
const SECONDS_PER_DAY = 86_400;

/** The same for the same command, however its body was written. */
export function hashOf({ action, id }: Ask, { fingerprint }: Prepared): string {
  return createHash("sha256")
    .update(`${action.name}\n${id ?? ""}\n${fingerprint}`)
    .digest("base64url");
}

/** Where a record is found from now on: a copy of but a part of it stays as it is while that part does. */
function lookupsOf(home: AnyStage, { state: before }: Stored, done: Done): Change["lookups"] {
  const [had, has] = [home.lookups(before), home.lookups(done.state)];
  const glimpse = home.glimpse(done.state);
  const isCurrent = home.isGlimpsed && had.length > 0 && sameJson(home.glimpse(before), glimpse);
  const put = isCurrent ? has.filter((key) => !had.includes(key)) : has;
  const drop = had.filter((key) => !has.includes(key));
  const forget = home.isGlimpsed ? [] : had;
  return put.length + drop.length === 0 ? undefined : { put, drop, forget, glimpse };
}

function claimsOf({ claims: asked }: Done, { claims }: Loaded, at: string): Change["claims"] {
  if (asked === undefined) return undefined;
  const { stage, holder, note } = asked;
  const keys = asked.keys.map((key) => ({ key, before: claims.get(`${stage}#${key}`)?.holder }));
  return { stage, holder, at, note, keys: keys.filter(({ before }) => before !== holder) };
}

/** What is committed: the record with its new events, the receipt, and what must still be as it was read. */
export function changeOf(ask: Ask, loaded: Loaded, done: Done, hash: string): Change {
  const { action, commandId } = ask;
  const { home, series } = action;
  const { stored: before, checks, today, now } = loaded;
  const at = now.toISOString();
  const events = seal(home, before, done, ask, at);
  const version = before.version + events.length;
  const deal = done.deal ?? before.deal;
  const created = before.createdAt === "" ? at : before.createdAt;
  const updatedAt = events.length > 0 ? at : before.updatedAt;
  const nowSeconds = Math.floor(now.getTime() / 1000);
  const expiresAt = nowSeconds + RECEIPT_DAYS * SECONDS_PER_DAY;
  const lookups = events.length > 0 ? lookupsOf(home, before, done) : undefined;
  const claims = claimsOf(done, loaded, at);
  return {
    stage: home.name,
    before,
    ...(lookups && { lookups }),
    ...(claims && { claims }),
    after: { id: before.id, version, deal, createdAt: created, updatedAt, state: done.state },
    events,
    commandId,
    receipt: {
      hash,
      stage: home.name,
      id: before.id,
      version,
      events: events.length,
      expiresAt,
      ...(done.next && { next: done.next }),
    },
    nowSeconds,
    checks,
    ...(series !== undefined && { series: { key: seriesKeyOf(series, today), last: loaded.number - 1 } }),
  };
}
