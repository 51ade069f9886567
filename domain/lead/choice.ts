import { account } from "../account/account.ts";
import { contact } from "../contact/contact.ts";
import type { Facts, Readable } from "../kernel/facts.ts";
import { childId, type Id, type IdPrefix } from "../kernel/id.ts";
import { type Refusal, refuseField } from "../kernel/refusal.ts";
import { opportunity } from "../opportunity/opportunity.ts";

/** What a qualified lead can become, in the order in which it is chosen. */
export const kinds = ["account", "contact", "opportunity"] as const;

/** What a qualified lead can become. */
export type Kind = (typeof kinds)[number];

/** Where what a lead becomes is found. */
export const stages = { account, contact, opportunity };

/** What one of the three choices comes to: an id that exists, one to be made, or neither. */
interface Chosen<P extends IdPrefix> {
  readonly ok: true;
  readonly id?: Id<P>;
  readonly create: boolean;
}

/** What is asked of one of the three, and what is there. */
interface Choice<P extends IdPrefix> {
  readonly asked: Id<P> | "create" | "none" | undefined;
  /** What an earlier qualification linked. */
  readonly linked: Id<P> | undefined;
  /** Why the lead has not enough to make one. */
  readonly lacks?: string | undefined;
}

const contradicted = { always: "none", never: "create", ask: undefined };

/** Refuses what the process has settled: something that it always makes is not left out, what it never makes not asked for. */
function settled(kind: Kind, asked: string | undefined, { process }: Facts): Refusal | undefined {
  const rule = process.create[kind];
  if (asked === undefined || asked !== contradicted[rule]) return undefined;
  const what = kind === "contact" ? "a contact" : `an ${kind}`;
  const message = `The process ${rule} makes ${what}: leave this out, or give the id of an existing one`;
  return refuseField(`/${kind}`, message, { create: rule });
}

/** Decides for a lead what each of the three comes to: what is asked, what was linked before, and what the process says. */
export function chooser(leadId: string, facts: Facts) {
  return function choose<P extends IdPrefix>(
    kind: Kind,
    prefix: P,
    { asked, linked, lacks }: Choice<P>,
  ): Chosen<P> | Refusal {
    const home: Readable<unknown> = stages[kind];
    const refusal = settled(kind, asked, facts);
    if (refusal !== undefined) return refusal;
    if (asked === "none") return { ok: true, create: false };
    if (asked !== undefined && asked !== "create") {
      const found = facts.find(home, asked) !== undefined;
      return found
        ? { ok: true, id: asked, create: false }
        : refuseField(`/${kind}`, `There is no ${kind} ${asked}`);
    }
    // What was made of this lead may be on its way; what was there when it was linked has been erased since.
    const isThere = linked === childId(prefix, leadId) || (linked && facts.find(home, linked));
    if (linked !== undefined && isThere) return { ok: true, id: linked, create: false };
    const rule = facts.process.create[kind];
    if (rule === "never") return { ok: true, create: false };
    if (lacks === undefined) return { ok: true, id: childId(prefix, leadId), create: true };
    const wanted = asked === "create" || rule === "always";
    return wanted ? refuseField(`/${kind}`, lacks) : { ok: true, create: false };
  };
}
