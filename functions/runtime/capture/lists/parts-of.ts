import { type Refusal, refuse } from "../../../../domain/kernel/refusal.ts";
import type { Part } from "./results.ts";
import type { StoredList } from "./stored-list.ts";

/** The parts of a list that were checked, or taken in, in their order; what runs goes before what was checked, unless it is said. */
export function partsOf(
  list: StoredList,
  asked: Part["phase"] | undefined,
): { readonly ok: true; readonly phase: Part["phase"]; readonly parts: readonly Part[] } | Refusal {
  const run = "run" in list ? list.run : undefined;
  const check = "check" in list ? list.check : undefined;
  const phase = asked ?? (run === undefined ? "check" : "run");
  const work = phase === "run" ? run : check;
  if (work === undefined) {
    return refuse("wrong_state", `This list was not ${phase === "run" ? "started" : "checked"} yet`, {
      details: { status: list.status },
    });
  }
  const { nth, parts, next } = work;
  return {
    ok: true,
    phase,
    parts: parts.map((from, at) => ({ id: list.id, phase, nth, from, next: parts[at + 1] ?? next })),
  };
}
