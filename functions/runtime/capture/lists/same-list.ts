import * as z from "zod";
import type { Done } from "../../../../domain/kernel/action.ts";
import type { Stored } from "../../../../domain/kernel/record.ts";
import { childId } from "../../../../domain/kernel/id.ts";
import { noteOf } from "../../../../domain/lead/alike.ts";
import { lead } from "../../../../domain/lead/lead.ts";
import { ownKeys, type Person, personKeys } from "../../../../domain/person/keys.ts";
import type { Loaded } from "../../load.ts";

const Kept = z.object({
  row: z.int(),
  lead: z.string(),
  person: z.object({
    firstName: z.string().optional(),
    lastName: z.string().optional(),
    email: z.string().optional(),
    phoneE164: z.string().optional(),
    company: z.string().optional(),
  }),
});
const AllKept = z.array(Kept);

/** Somebody new in an earlier row. */
type Kept = z.output<typeof Kept>;

const NEWEST = 25;

/** The new people of the rows of a list that were checked so far: to the rows after them they are leads that are there. */
export class SameList {
  readonly #kept: Kept[] = [];
  readonly #holders = new Map<string, Kept>();
  readonly #listed = new Map<string, Kept[]>();
  readonly #rows = new Map<string, number>();

  /** As `text` gave it. */
  constructor(text?: string) {
    for (const kept of AllKept.parse(JSON.parse(text ?? "[]"))) this.#keep(kept);
  }

  #keep(kept: Kept): void {
    this.#kept.push(kept);
    this.#rows.set(kept.lead, kept.row);
    for (const key of ownKeys(kept.person)) if (!this.#holders.has(key)) this.#holders.set(key, kept);
    for (const key of personKeys(kept.person))
      this.#listed.set(key, [...(this.#listed.get(key) ?? []), kept].slice(-NEWEST));
  }

  /** The row before this one that makes a lead. */
  rowOf(id: string | undefined): number | undefined {
    return id === undefined ? undefined : this.#rows.get(id);
  }

  /** Somebody new. */
  add(row: number, id: string, person: Person): void {
    this.#keep(Kept.parse({ row, lead: id, person }));
  }

  /** What was read, with the people of the list among it. */
  among({ lists, claims, now }: Loaded): Pick<Loaded, "lists" | "claims"> {
    const at = now.toISOString();
    const held = [...claims].map(([key, holder]): [string, typeof holder] => {
      const kept = this.#holders.get(key.slice(lead.name.length + 1));
      return [key, holder ?? (kept && { holder: kept.lead, at, note: noteOf(kept.person) })];
    });
    const listed = [...lists].map(([key, found]): [string, readonly Stored[]] => {
      if (!key.startsWith(`${lead.name}#`)) return [key, found];
      const kept = this.#listed.get(key.slice(lead.name.length + 1)) ?? [];
      return [key, [...found, ...kept.map((each) => storedOf(each, at))]];
    });
    return { lists: new Map(listed), claims: new Map(held) };
  }

  /** All of it, for the part that follows. */
  text(): string {
    return JSON.stringify(this.#kept);
  }
}

function storedOf({ lead: id, person }: Kept, at: string): Stored {
  const state = { status: "new", topic: "…", ...person };
  return { id, version: 1, deal: childId("dea", id), createdAt: at, updatedAt: at, state };
}

const Accepted = z.object({ lead: z.string() });

/** The lead that a decision makes; undefined when it makes none. */
export function newLeadOf({ events }: Done): string | undefined {
  const accepted = events.find(({ type }) => type === "submission.accepted");
  return accepted && Accepted.parse(accepted.data).lead;
}
