/**
 * Tries one alternative of a pattern (no `$or` left in it) on an event.
 *
 * Arrays in the event are looked through, however deep: a field holds when some element of its array does. Fields below
 * the same array must hold in the same element of it: `{ lines: { sku: ["A"], qty: [2] } }` wants one line with both.
 *
 * A field is present when it ends in at least one scalar, null and "" included. An object, an empty object or an empty
 * array there counts as absent. Absence is asked of the elements in which the other fields hold; where no other field
 * chooses an element, it must hold in all of them.
 *
 * A name that a pattern gives both values and inner fields (only `$or` can) needs both, each on its own.
 */
import { isRecord, isScalar, type Scalar } from "./pattern-json.ts";

/** What is asked of the values of one field. */
export interface Leaf {
  accepts(value: Scalar): boolean;
  /** True when the field may also be absent. */
  readonly absent: boolean;
}

/** One field of a pattern: what is asked of its values, and of the fields inside it. */
export interface PatternNode {
  readonly leaf: Leaf | undefined;
  readonly fields: readonly (readonly [name: string, node: PatternNode])[];
}

const FAILS = 0;
const ABSENT = 1;
const FOUND = 2;
type Outcome = typeof FAILS | typeof ABSENT | typeof FOUND;

/** True when the value fits the node and everything below it. */
export function holds(node: PatternNode, value: unknown): boolean {
  return outcomeOf(node, value) !== FAILS;
}

function outcomeOf(node: PatternNode, value: unknown): Outcome {
  const own = node.leaf === undefined ? ABSENT : leafOutcome(node.leaf, value);
  if (own === FAILS || node.fields.length === 0) return own;
  const inner = fieldsOutcome(node, value);
  return inner === ABSENT ? own : inner;
}

function leafOutcome(leaf: Leaf, value: unknown): Outcome {
  if (isScalar(value)) return leaf.accepts(value) ? FOUND : FAILS;
  if (Array.isArray(value) && value.length > 0)
    return elementsOutcome(value, (element) => leafOutcome(leaf, element));
  return leaf.absent ? ABSENT : FAILS;
}

function fieldsOutcome(node: PatternNode, value: unknown): Outcome {
  if (Array.isArray(value) && value.length > 0)
    return elementsOutcome(value, (element) => fieldsOutcome(node, element));
  let result: Outcome = ABSENT;
  for (const [name, field] of node.fields) {
    const inner = isRecord(value) && Object.hasOwn(value, name) ? value[name] : undefined;
    const outcome = outcomeOf(field, inner);
    if (outcome === FAILS) return FAILS;
    if (outcome === FOUND) result = FOUND;
  }
  return result;
}

function elementsOutcome(elements: readonly unknown[], one: (element: unknown) => Outcome): Outcome {
  let result: Outcome = ABSENT;
  for (const element of elements) {
    const outcome = one(element);
    if (outcome === FOUND) return FOUND;
    if (outcome === FAILS) result = FAILS;
  }
  return result;
}
