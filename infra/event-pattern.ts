import { currentVersion, type Superseded } from "../domain/kernel/version.ts";
import { superseded as known } from "../domain/superseded.ts";
import { SOURCE } from "../functions/runtime/source.ts";

type Detail = Readonly<Record<string, unknown>>;

/** What a rule of our own asks for: each event once, in its current version, in however many it goes out. */
export interface OwnPattern {
  readonly source: string[];
  readonly detailType?: string[];
  readonly detail?: Record<string, unknown>;
  /** Types of different versions: one rule all the same, so that no event falls between two while they are deployed. */
  readonly $or?: { readonly "detail-type": unknown[]; readonly detail?: Record<string, unknown> }[];
}

/** The parts of a pattern for types of different versions. */
function partsOf(types: readonly string[], detail: Detail | undefined, superseded: Superseded) {
  const byVersion = Map.groupBy(types, (type) => currentVersion(type, superseded));
  return [...byVersion].map(([v, of]) => ({ "detail-type": [...of], detail: { v: [v], ...detail } }));
}

/** The pattern of a rule of our own for events of these types, or of all when none are said, whose detail must be like this. */
export function ownPattern(
  types: readonly string[] | undefined,
  detail?: Detail,
  superseded: Superseded = known,
): OwnPattern {
  const source = [SOURCE];
  const asked = detail && { detail: { ...detail } };
  const parts = partsOf(types ?? [...superseded.keys()], detail, superseded);
  if (types === undefined) {
    if (parts.length === 0) return { source, ...asked };
    const rest = { "detail-type": [{ "anything-but": [...superseded.keys()] }], ...asked };
    return { source, $or: [rest, ...parts] };
  }
  const [only] = parts;
  if (only === undefined || parts.length > 1) return { source, $or: parts };
  return { source, detailType: only["detail-type"], detail: only.detail };
}
