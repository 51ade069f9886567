import type { Action, Done } from "../../domain/kernel/action.ts";
import { type Actor, Envelope } from "../../domain/kernel/event.ts";
import type { Claim, Facts, Held as Holding, Lookup, Readable, Ref } from "../../domain/kernel/facts.ts";
import { childId } from "../../domain/kernel/id.ts";
import type { Process } from "../../domain/kernel/process.ts";
import type { Meta, Stored } from "../../domain/kernel/record.ts";
import { type Refusal, refuse } from "../../domain/kernel/refusal.ts";
import { type Origin, seal } from "../../domain/kernel/seal.ts";
import type { AnyStage } from "../../domain/kernel/stage.ts";
import { tooLarge } from "../../functions/runtime/limits.ts";
import { isNamed, leanBook, leanProcess, settings } from "./given.ts";

/** A command: an action asked of a record. */
export interface Command {
  readonly action: Action;
  readonly input: unknown;
  /** The record; a new one without. */
  readonly id?: string;
  /** A new command without. */
  readonly commandId?: string;
  readonly cause?: Envelope;
}

/** A record as it is held, with its stage. */
export interface Held {
  readonly stage: AnyStage;
  readonly status: string;
  readonly stored: Stored;
}

type Answer = (Done & { readonly id: string; readonly repeated: boolean }) | Refusal;

const START = Date.parse("2026-11-23T09:00:00.000Z");

function open<R>(stage: Readable<R>, { state, ...meta }: Stored): R & Meta {
  return { ...stage.record.parse(state), ...meta };
}

const keyOf = (stage: { readonly name: string }, id: string) => `${stage.name}#${id}`;

/** A journal in memory with the pure parts of the write path: what an action decides is folded, sealed and kept, or not at all. */
export class Memory {
  /** The day of the organisation. */
  today = "2026-11-23";
  /** What every deal follows. */
  process: Process = leanProcess();
  /** Who asks, unless it follows from an event. */
  actor: Actor = { type: "user", id: "ann" };
  roles: readonly string[] = ["sales"];
  /** Every event, as it was committed. */
  readonly log: Envelope[] = [];
  readonly #held = new Map<string, Held>();
  readonly #receipts = new Map<string, { readonly fingerprint: string; readonly answer: Answer }>();
  readonly #series = new Map<string, number>();
  readonly #claims = new Map<string, Holding>();
  readonly #keepsReceipts: boolean;
  #asked = 0;
  #made = 0;

  constructor(options: { readonly receipts: boolean } = { receipts: true }) {
    this.#keepsReceipts = options.receipts;
  }

  /** All records, by id. */
  records(): Held[] {
    return [...this.#held.values()].sort((a, b) => (a.stored.id < b.stored.id ? -1 : 1));
  }

  /** The records of a stage, typed. */
  all<R>(stage: Readable<R>): (R & Meta)[] {
    const held = this.records().filter((each) => each.stage.name === stage.name);
    return held.map(({ stored }) => open(stage, stored));
  }

  /** Asks: events and record are kept together, or a refusal changes nothing. */
  ask(command: Command): Answer {
    this.#asked += 1;
    const { action, input, commandId = `command-${this.#asked}` } = command;
    const prepared = action.prepare(input);
    if (!prepared.ok) return prepared;
    const id = command.id ?? action.home.singleton ?? this.#newId(action);
    const fingerprint = `${action.name} ${id} ${prepared.fingerprint}`;
    const receipt = this.#receipts.get(commandId);
    if (receipt !== undefined) {
      return receipt.fingerprint === fingerprint ? receipt.answer : refuse("conflict", "Another command");
    }
    const answer = this.#decide(command, id, prepared);
    if (answer.ok && this.#keepsReceipts) {
      this.#receipts.set(commandId, { fingerprint, answer: { ...answer, repeated: true } });
    }
    return answer;
  }

  /** What a decision may look at. */
  facts(
    action: Action,
    reads: readonly Ref[],
    lookups: readonly Lookup[] = [],
    claims: readonly Claim[] = [],
  ): Facts {
    const holding = (stage: Readable<unknown>, key: string) =>
      claims.some((claim) => claim.stage.name === stage.name && claim.key === key)
        ? this.#claims.get(`${stage.name}#${key}`)
        : undefined;
    const processes = { ...leanBook.processes, lean: this.process };
    return {
      now: new Date(START + this.#asked * 1000).toISOString(),
      today: this.today,
      actor: this.actor,
      roles: this.roles,
      language: "en",
      process: this.process,
      book: { version: 0, book: { ...leanBook, processes } },
      settings,
      number: action.series === undefined ? 0 : (this.#series.get(this.#yearOf(action.series)) ?? 0) + 1,
      find: <R>(stage: Readable<R>, id: string): (R & Meta) | undefined => {
        const isHolder = claims.some((claim) => holding(claim.stage, claim.key)?.holder === id);
        if (!isHolder && !reads.some((ref) => ref.stage.name === stage.name && ref.id === id)) {
          throw new Error(`${action.name} looked at ${stage.name} ${id}, which it does not name`);
        }
        const held = this.#held.get(keyOf(stage, id));
        return held && open(stage, held.stored);
      },
      list: <R>(stage: Readable<R>, key: string): readonly (R & Meta)[] =>
        this.records()
          .filter(
            (held) =>
              isNamed(lookups, stage, key) &&
              held.stage.name === stage.name &&
              held.stage.lookups(held.stored.state).includes(key),
          )
          .map(({ stored }) => open(stage, stored)),
      claimed: holding,
    };
  }

  #newId(action: Action): string {
    this.#made += 1;
    return `${action.home.prefix}_${String(this.#made).padStart(10, "0")}`;
  }

  #yearOf(series: string): string {
    return `${series} ${this.today.slice(0, 4)}`;
  }

  #decide(
    { action, cause }: Command,
    id: string,
    prepared: Extract<ReturnType<Action["prepare"]>, { ok: true }>,
  ): Answer {
    const key = keyOf(action.home, id);
    const none = { id, version: 0, deal: cause?.deal ?? childId("dea", id), createdAt: "", updatedAt: "" };
    const before: Stored = this.#held.get(key)?.stored ?? { ...none, state: undefined };
    const more = prepared.more(before, this.facts(action, prepared.reads));
    const { refs = [], lookups = [], claims = [] } = more;
    const asked = this.facts(action, [...prepared.reads, ...refs], lookups, claims);
    const facts: Facts =
      cause === undefined ? asked : { ...asked, actor: { type: "reaction", id: cause.type }, roles: [] };
    const done = prepared.decide(before, facts);
    if (!done.ok) return done;
    const named = [
      key,
      ...prepared.reads.filter((ref) => !ref.unchecked).map((ref) => keyOf(ref.stage, ref.id)),
    ];
    if (new Set(named).size < named.length)
      throw new Error(`${action.name} names a record twice in one commit`);
    const origin: Origin = {
      actor: facts.actor,
      traceId: "1-test",
      ...(cause !== undefined && { causedBy: cause.id }),
    };
    const refusal = this.#commit(
      action,
      before,
      done,
      seal(action.home, before, done, origin, facts.now),
      facts,
    );
    return refusal ?? { ...done, id, repeated: false };
  }

  #commit(
    action: Action,
    before: Stored,
    done: Done,
    events: readonly Envelope[],
    facts: Facts,
  ): Refusal | undefined {
    const { name: stage } = action.home;
    const version = before.version + events.length;
    const createdAt = before.createdAt === "" ? facts.now : before.createdAt;
    const deal = done.deal ?? before.deal;
    const after = { id: before.id, version, deal, createdAt, updatedAt: facts.now, state: done.state };
    const receipt = { hash: "", stage, id: before.id, version, expiresAt: 0 };
    const refusal = tooLarge({
      stage,
      before,
      after,
      events,
      commandId: "",
      receipt,
      nowSeconds: 0,
      checks: [],
    });
    if (refusal !== undefined) return refusal;
    const state: unknown = JSON.parse(JSON.stringify(done.state));
    const held = { stage: action.home, status: done.state.status, stored: { ...after, state } };
    // What changed nothing leaves the record as it is, as the real write path does.
    if (events.length > 0) this.#held.set(keyOf(action.home, before.id), held);
    const { claims } = done;
    for (const key of claims?.keys ?? []) {
      const { stage, holder, note } = claims ?? { stage: "", holder: "" };
      this.#claims.set(`${stage}#${key}`, { holder, at: facts.now, ...(note && { note }) });
    }
    this.log.push(...events.map((event) => Envelope.parse(JSON.parse(JSON.stringify(event)))));
    if (action.series !== undefined) this.#series.set(this.#yearOf(action.series), facts.number);
    return undefined;
  }
}
