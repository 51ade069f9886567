import { expect } from "vitest";
import type { Action, Done } from "../../domain/kernel/action.ts";
import type { Envelope } from "../../domain/kernel/event.ts";
import type { Claim, Facts, Held, Lookup, Readable, Ref, Settings } from "../../domain/kernel/facts.ts";
import type { Meta, Stored } from "../../domain/kernel/record.ts";
import type { Refusal, RefusalCode } from "../../domain/kernel/refusal.ts";
import type { AnyStage, EventDefs, Stage } from "../../domain/kernel/stage.ts";
import type { Process, ProcessBook } from "../../domain/kernel/process.ts";
import { shippedBook } from "../../domain/process/shipped.ts";
import { lives, type Past } from "./lives.ts";
import { ids } from "./samples.ts";

/** All processes, and new deals follow the one without steps. */
export const leanBook: ProcessBook = { ...shippedBook, fallback: "lean" };

/** The process without steps. */
export function leanProcess(): Process {
  const { lean } = shippedBook.processes;
  if (lean === undefined) throw new Error("No process is called lean");
  return lean;
}

/** The settings of an organisation in tests. */
export const settings: Settings = { currency: "EUR", paymentDays: 30, country: "" };

/** What a sentence may say of the world. */
export interface Circumstances {
  /** 2026-11-23 unless told. */
  readonly today?: string;
  readonly number?: number;
  readonly settings?: Partial<Settings>;
  /** Of the caller; sales unless told. */
  readonly roles?: readonly string[];
  /** Who asks; a person unless told. */
  readonly actor?: Facts["actor"];
  /** What differs from the process "lean". */
  readonly process?: Partial<Process>;
  /** All processes, for an action that begins a deal. */
  readonly book?: ProcessBook;
  /** Other records that exist. */
  readonly others?: readonly Other[];
  /** Who holds which claim, by "<stage>#<key>"; with what was said of the holder while it is on its way, and since when: since now unless told. */
  readonly claims?: Readonly<
    Record<string, string | (Pick<Held, "holder" | "note"> & { readonly at?: string })>
  >;
}

/** Another record than the one that is asked. */
export interface Other {
  readonly stage: AnyStage;
  readonly stored: Stored;
}

const NOW = "2026-11-23T09:00:00.000Z";

/** What happened, as events of a record. */
export function eventsOf(
  stage: AnyStage,
  past: readonly Past[],
  id = `${stage.prefix}_0000000001`,
): Envelope[] {
  return past.map(({ type, data }, index) => ({
    id: `${id}#${index + 1}`,
    type,
    v: 1,
    stage: stage.name,
    record: id,
    seq: index + 1,
    at: NOW,
    actor: { type: "user", id: "ann" },
    deal: ids.deal,
    traceId: "1-test",
    data: { ...data },
  }));
}

function storedOf(stage: AnyStage, id: string, told: readonly (Past | string)[]): Stored {
  const past = told.flatMap((item) => (typeof item === "string" ? lifeOf(stage, item) : [item]));
  const events = eventsOf(stage, past, id);
  const meta = { id, version: events.length, deal: ids.deal, createdAt: NOW, updatedAt: NOW };
  return { ...meta, state: events.length === 0 ? undefined : stage.fold(events) };
}

function lifeOf(stage: AnyStage, status: string): readonly Past[] {
  const life = lives[stage.name]?.[status];
  if (life === undefined) throw new Error(`No life is told of a ${stage.name} that is ${status}`);
  return life;
}

/** A record that exists beside the one that is asked. */
export function other(stage: AnyStage, id: string, ...past: readonly (Past | string)[]): Other {
  return { stage, stored: storedOf(stage, id, past) };
}

/** Whether an action named a key of a stage: what it did not name is not read. */
export function isNamed(lookups: readonly Lookup[], stage: Readable<unknown>, key: string): boolean {
  return lookups.some((lookup) => lookup.stage.name === stage.name && lookup.key === key);
}

/** What a decision may look at in these circumstances. */
export function factsOf(
  reads: readonly Ref[] = [],
  circumstances: Circumstances = {},
  lookups: readonly Lookup[] = [],
  claims: readonly Claim[] = [],
): Facts {
  const held = heldOf(claims, circumstances);
  const { others = [], today = "2026-11-23", number = 0 } = circumstances;
  return {
    now: NOW,
    today,
    actor: circumstances.actor ?? { type: "user", id: "ann" },
    roles: circumstances.roles ?? ["sales"],
    language: "en",
    process: { ...leanProcess(), ...circumstances.process },
    book: { version: 0, book: circumstances.book ?? leanBook },
    settings: { ...settings, ...circumstances.settings },
    number,
    find<R>(stage: Readable<R>, id: string): (R & Meta) | undefined {
      const isHolder = held.some(([claim, { holder }]) => claim.stage.name === stage.name && holder === id);
      if (!isHolder && !reads.some((ref) => ref.stage.name === stage.name && ref.id === id)) {
        throw new Error(`The decision looked at ${stage.name} ${id}, which its action does not name`);
      }
      const found = others.find((known) => known.stage.name === stage.name && known.stored.id === id);
      if (found === undefined) return undefined;
      const { state, ...meta } = found.stored;
      return { ...stage.record.parse(state), ...meta };
    },
    list<R>(stage: Readable<R>, key: string): readonly (R & Meta)[] {
      return others
        .filter(
          (known) =>
            isNamed(lookups, stage, key) &&
            known.stage.name === stage.name &&
            known.stage.lookups(known.stored.state).includes(key),
        )
        .map(({ stored: { state, ...meta } }) => ({ ...stage.record.parse(state), ...meta }));
    },
    claimed({ name }, key) {
      const found = held.find(([claim]) => claim.stage.name === name && claim.key === key);
      return found?.[1];
    },
  };
}

/** The claims that an action named and that somebody holds. */
function heldOf(named: readonly Claim[], { claims = {} }: Circumstances): [Claim, Held][] {
  return named.flatMap((claim): [Claim, Held][] => {
    const held = claims[`${claim.stage.name}#${claim.key}`];
    if (held === undefined) return [];
    return [[claim, typeof held === "string" ? { holder: held, at: NOW } : { at: NOW, ...held }]];
  });
}

/** What became of a command. */
export interface Outcome<R> {
  /** The record after it; an error when it was refused. */
  readonly record: R;
  /** What happened, with its data. */
  readonly events: Done["events"];
  readonly next: Done["next"];
  readonly deal: Done["deal"];
  readonly claims: Done["claims"];
  readonly refusal: Refusal | undefined;
  /** It was accepted and exactly these events happened. */
  accepted(types: readonly string[]): Outcome<R>;
  /** It was refused with this code and a message with these words; the pointers are those of its bad fields. */
  refused(code: RefusalCode, words?: string, pointers?: readonly string[]): Outcome<R>;
}

function outcomeOf<R>(stage: Readable<R>, result: Done | Refusal): Outcome<R> {
  const outcome: Outcome<R> = {
    get record() {
      if (!result.ok) throw new Error(`There is no record: ${result.code} ${result.message}`);
      return stage.record.parse(result.state);
    },
    events: result.ok ? result.events : [],
    next: result.ok ? result.next : undefined,
    deal: result.ok ? result.deal : undefined,
    claims: result.ok ? result.claims : undefined,
    refusal: result.ok ? undefined : result,
    accepted(types) {
      expect(result).toMatchObject({ ok: true });
      expect(outcome.events.map(({ type }) => type)).toEqual(types);
      return outcome;
    },
    refused(code, words = "", pointers) {
      expect(result).toMatchObject({ ok: false, code });
      expect(outcome.refusal?.message).toContain(words);
      if (pointers !== undefined) {
        expect(outcome.refusal?.fields?.map(({ pointer }) => pointer)).toEqual(pointers);
      }
      return outcome;
    },
  };
  return outcome;
}

/** A record to which this has happened: events, or statuses that it came to in the sample life; nothing for a new one. */
export function given<R extends { status: string }, E extends EventDefs>(
  stage: Stage<R, E>,
  ...past: readonly (Past | R["status"])[]
) {
  const stored = storedOf(stage, `${stage.prefix}_0000000001`, past);
  return {
    /** Asks the action of it. */
    when(action: Action, input: unknown, circumstances: Circumstances = {}): Outcome<R> {
      const prepared = action.prepare(input);
      if (!prepared.ok) return outcomeOf(stage, prepared);
      const { others = [], today = "2026-11-23" } = circumstances;
      const known = factsOf(prepared.reads, { ...circumstances, others, today });
      const { refs = [], lookups = [], claims = [] } = prepared.more(stored, known);
      const facts = factsOf([...prepared.reads, ...refs], circumstances, lookups, claims);
      return outcomeOf(stage, prepared.decide(stored, facts));
    },
  };
}
