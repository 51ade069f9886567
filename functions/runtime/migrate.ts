import { migrateInvoice } from "../../domain/invoice/handling.ts";
import type { Action } from "../../domain/kernel/action.ts";
import { DealId } from "../../domain/kernel/id.ts";
import { invalidInput } from "../../domain/kernel/invalid.ts";
import type { ProcessRef } from "../../domain/kernel/process.ts";
import { type Refusal, refuse } from "../../domain/kernel/refusal.ts";
import { migrateLead } from "../../domain/lead/handling.ts";
import { migrateOpportunity } from "../../domain/opportunity/handling.ts";
import { migrateOrder } from "../../domain/order/handling.ts";
import { MigrateInput } from "../../domain/process/actions.ts";
import { namedProcess } from "../../domain/process/choose.ts";
import { openStatuses } from "../../domain/process/impact.ts";
import { migrateQuote } from "../../domain/quote/handling.ts";
import type { Ask, World } from "./ask.ts";
import { jsonBody } from "./body.ts";
import { authorise } from "./caller.ts";
import { commandIdOf } from "./conditions.ts";
import { edge, type HttpEvent, type HttpHandler, json } from "./edge.ts";
import { readRecord } from "./items.ts";
import { recordKey } from "./keys.ts";
import { followed } from "./load.ts";
import { perform } from "./perform.ts";
import { bookKey, currentBook, FIRST } from "./process.ts";
import { recordsOfDeal } from "./read/deal.ts";
import { openReader, type Reader } from "./read/reader.ts";
import { traceId } from "./trace.ts";
import { type RecordView, viewOf } from "./view.ts";
import { openWorld } from "./world.ts";

const migrations = new Map<string, Action>(
  [migrateLead, migrateOpportunity, migrateQuote, migrateOrder, migrateInvoice].map((action) => [
    action.home.name,
    action,
  ]),
);

/** A record of the deal that is still worked on, and how it is migrated. */
interface OpenRecord {
  readonly view: RecordView;
  readonly process: ProcessRef;
  readonly action: Action;
}

async function openRecordsOf(world: World, found: readonly DealRecord[]): Promise<OpenRecord[]> {
  const items = await world.journal.load(found.map(({ stage, id }) => recordKey(stage, id)));
  return items.flatMap((item, nth) => {
    const action = migrations.get(found[nth]?.stage ?? "");
    if (item === undefined || action === undefined) return [];
    const stored = readRecord(item);
    const view = viewOf(action.home, stored);
    const isOpen = openStatuses[action.home.name]?.includes(view.status) === true;
    return isOpen ? [{ view, process: followed(stored.state) ?? FIRST, action }] : [];
  });
}

type DealRecord = Awaited<ReturnType<typeof recordsOfDeal>>[number];
type Command = Pick<Ask, "actor" | "traceId" | "commandId">;

/** What became of one record: what it followed just before, and what it follows now. */
interface Migrated {
  readonly stage: string;
  readonly id: string;
  readonly status: string;
  readonly before: ProcessRef;
  readonly process: ProcessRef;
}

async function migrate(
  { view, process: before, action }: OpenRecord,
  to: ProcessRef,
  command: Command,
  world: World,
): Promise<{ readonly ok: true; readonly done: Migrated } | Refusal> {
  const { id, stage } = view;
  const commandId = `${command.commandId}@${id}`;
  const outcome = await perform({ ...command, action, id, input: { to }, commandId }, world);
  if (outcome.ok) {
    const { status } = outcome.record;
    return { ok: true, done: { stage, id, status, before, process: followed(outcome.record) ?? to } };
  }
  // The same command, asked again after the processes have changed: what it did then stands.
  if (outcome.code === "conflict" && before.name === to.name) {
    return { ok: true, done: { stage, id, status: view.status, before, process: before } };
  }
  return outcome;
}

async function migrateAll(
  open: readonly OpenRecord[],
  to: ProcessRef,
  command: Command,
  world: World,
): Promise<{ readonly ok: true; readonly done: readonly Migrated[] } | Refusal> {
  const done: Migrated[] = [];
  for (const record of open) {
    const migrated = await migrate(record, to, command, world);
    if (!migrated.ok) {
      const message = `${record.view.id}: ${migrated.message}; ${done.length} of ${open.length} records are migrated: ask again for the rest`;
      return { ...migrated, message, details: { ...migrated.details, migrated: done } };
    }
    done.push(migrated.done);
  }
  return { ok: true, done };
}

function askOf(event: HttpEvent): { readonly ok: true; readonly command: Command } | Refusal {
  const caller = authorise(event, ["admin"]);
  if (!caller.ok) return caller;
  const key = commandIdOf(event, caller.id);
  if (!key.ok) return key;
  const actor = { type: "user", id: caller.id } as const;
  return { ok: true, command: { actor, traceId: traceId(), commandId: key.id } };
}

async function answer(event: HttpEvent, world: World, reader: Reader) {
  const ask = askOf(event);
  if (!ask.ok) return ask;
  const deal = event.pathParameters?.["deal"] ?? "";
  const parsed = MigrateInput.safeParse(event.body ?? {});
  if (!parsed.success) return invalidInput(parsed.error);
  const found = DealId.safeParse(deal).success ? await recordsOfDeal(reader, deal) : [];
  if (found.length === 0) return refuse("not_found", `There is no deal ${deal}`);
  const open = await openRecordsOf(world, found);
  const [item] = await world.journal.load([bookKey]);
  const name = parsed.data.process ?? open[0]?.process.name ?? FIRST.name;
  const chosen = namedProcess(currentBook(item), name);
  if (!chosen.ok) return chosen;
  const all = await migrateAll(open, chosen.process, ask.command, world);
  return all.ok ? json(200, { deal, process: chosen.process, records: all.done }) : all;
}

/**
 * The Lambda function of POST /deals/{deal}/migrate: every open record of a deal follows its process as it is now, or
 * another one. Each record is migrated by itself: what was done stays done, and asking again does the rest.
 */
export function migrateDeal(): HttpHandler {
  const world = openWorld();
  const reader = openReader();
  return edge("deal.migrate", (event) => answer(event, world, reader), jsonBody());
}
