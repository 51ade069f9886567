import type { FieldProblem, Refusal, RefusalCode } from "../../../../domain/kernel/refusal.ts";
import type { RecordView } from "../../view.ts";

/** What became of one card of a request. */
export interface Entry {
  /** The file that it was in. */
  readonly file: string;
  /** Which card of the file, from 1 on, where it holds several. */
  readonly card?: number;
  readonly submission?: string;
  /** The verdict; `received` while a photo waits to be read. */
  readonly status?: string;
  readonly reasons?: unknown;
  readonly lead?: unknown;
  readonly into?: unknown;
  readonly error?: {
    readonly code: RefusalCode | "fault";
    readonly detail: string;
    readonly errors?: readonly FieldProblem[];
  };
}

/** Which card an entry is of. */
export type Place = Pick<Entry, "file" | "card">;

/** The entry of a card that was taken. */
export function taken(place: Place, { id, status, reasons, lead, into }: RecordView): Entry {
  return {
    ...place,
    submission: id,
    status,
    ...(reasons !== undefined && { reasons }),
    ...(lead !== undefined && { lead }),
    ...(into !== undefined && { into }),
  };
}

/** The entry of a card that was not. */
export function notTaken(place: Place, { code, message, fields }: Refusal): Entry {
  return { ...place, error: { code, detail: message, ...(fields !== undefined && { errors: fields }) } };
}

/** The entry of a card at which something broke. */
export function failed(place: Place): Entry {
  const detail = "This card could not be taken in now: send it again, with the same Idempotency-Key";
  return { ...place, error: { code: "fault", detail } };
}
