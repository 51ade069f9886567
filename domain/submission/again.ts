import type { Facts } from "../kernel/facts.ts";
import { childId } from "../kernel/id.ts";
import { lead } from "../lead/lead.ts";
import type { Person } from "../person/keys.ts";
import type { Intake } from "./intake.ts";
import { claimsOf, contentKey } from "./known.ts";

const REPEAT_MS = 10 * 60_000;

/** The lead that the very same was sent for before. */
export interface Before {
  readonly into: { readonly stage: "lead"; readonly id: string; readonly deal: string };
  /** Whoever comes again is a lead of its own. */
  readonly isClosed: boolean;
}

/** Whether a row of the same list has become this lead. */
function isOfList({ import: list }: Intake, holder: string): boolean {
  return list !== undefined && holder.startsWith(`${childId("lea", list)}-`);
}

/** The lead that the very same was sent for: a moment ago, or by a row of another list at any time. Of one that is on its way the deal is that of its submission. */
export function beforeOf(intake: Intake, person: Person, facts: Facts): Before | undefined {
  const key = contentKey(intake, person);
  const same = key === undefined ? undefined : facts.claimed(lead, key);
  if (same === undefined || isOfList(intake, same.holder)) return undefined;
  const isRecent = Date.parse(facts.now) - Date.parse(same.at) < REPEAT_MS;
  if (!isRecent && intake.source !== "import") return undefined;
  const { holder: id } = same;
  const found = facts.find(lead, id);
  // It never came to be: nothing that is sent may end there.
  if (found === undefined && !isRecent) return undefined;
  const { status = "new", deal = childId("dea", id) } = found ?? {};
  const isClosed = intake.source === "import" && (status === "qualified" || status === "disqualified");
  return { into: { stage: "lead", id, deal }, isClosed };
}

/** What a new lead holds from now on: equal rows of one list leave what they say to the first of them. */
export function heldByNew(intake: Intake, person: Person, facts: Facts): string[] {
  const content = contentKey(intake, person);
  return claimsOf(person, intake).filter(
    (key) => key !== content || !isOfList(intake, facts.claimed(lead, key)?.holder ?? ""),
  );
}
