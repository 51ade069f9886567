import type { Envelope } from "../../../domain/kernel/event.ts";
import { percentilesOf } from "../percentiles.ts";

interface Known {
  asked: number;
  takenAt?: number;
  readonly delay?: number;
}

/** What a receiver saw of one subscription, and what of it was wrong. */
export class Ledger {
  readonly wrong: string[] = [];
  readonly #ordered: boolean;
  readonly #events = new Map<string, Known>();
  readonly #last = new Map<string, number>();
  readonly #delays: number[] = [];
  readonly #firstDelays: number[] = [];
  requests = 0;
  hangs = 0;
  repeats = 0;
  lastAt = 0;

  constructor(ordered: boolean) {
    this.#ordered = ordered;
  }

  badSignature(id: string, error: unknown): void {
    this.wrong.push(`${id} is signed wrongly: ${String(error)}`);
  }

  /** A request came, whatever is answered. */
  asked({ id, record, seq }: Envelope, header: string): void {
    this.requests += 1;
    if (header !== id) this.wrong.push(`${id} came with the id ${header}`);
    const known = this.#events.get(id) ?? { asked: 0 };
    known.asked += 1;
    this.#events.set(id, known);
    const last = this.#last.get(record) ?? 0;
    // Also one that is not taken must not come before all earlier ones were.
    if (this.#ordered && seq > last + 1) this.wrong.push(`${id} came before ${record}#${last + 1} was taken`);
  }

  hung(): void {
    this.hangs += 1;
  }

  taken({ id, record, seq, at }: Envelope): void {
    const known = this.#events.get(id) ?? { asked: 1 };
    const now = Date.now();
    this.#last.set(record, Math.max(seq, this.#last.get(record) ?? 0));
    if (known.takenAt !== undefined) {
      this.repeats += 1;
      return;
    }
    this.lastAt = now;
    known.takenAt = now;
    const delay = now - Date.parse(at);
    this.#delays.push(delay);
    if (known.asked === 1) this.#firstDelays.push(delay);
  }

  /** How many events were taken. */
  get arrived(): number {
    return this.#delays.length;
  }

  /** Whether an event was taken. */
  has(id: string): boolean {
    return this.#events.get(id)?.takenAt !== undefined;
  }

  /** Milliseconds from commit to consumer: of all, and of those that were taken at their first request. */
  delays() {
    return { all: percentilesOf(this.#delays), first: percentilesOf(this.#firstDelays) };
  }
}
