import { type Commit, seqsOf } from "./unpublished.ts";

/** Commits that a batch began and another one ends: those forgotten are published again by the sweeper, which is harmless. */
const MOST_OPEN = 1000;

/** One event of a commit. */
export interface Part {
  readonly commit: Commit;
  readonly seq: number;
}

/** Which events of which commits are out, across batches: a batch may end in the middle of a commit, or begin with its last event. */
export class Tally {
  readonly #open = new Map<string, Set<number>>();

  /** Notes what is out, and gives the commits of which now all events are. */
  note(parts: readonly Part[]): Commit[] {
    const complete = parts.filter((part) => this.#isLast(part)).map(({ commit }) => commit);
    this.#forget();
    return complete;
  }

  #isLast({ commit, seq }: Part): boolean {
    const key = `${commit.record}#${commit.last}`;
    const out = this.#open.get(key) ?? new Set<number>();
    out.add(seq);
    const isLast = seqsOf(commit).every((each) => out.has(each));
    if (isLast) this.#open.delete(key);
    else this.#open.set(key, out);
    return isLast;
  }

  #forget(): void {
    for (const key of this.#open.keys()) {
      if (this.#open.size <= MOST_OPEN) return;
      this.#open.delete(key);
    }
  }
}
