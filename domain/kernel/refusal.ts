/** The closed set of refusal codes with the HTTP status each is answered with (RFC 9457). */
export const refusalStatus = {
  invalid_input: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  method_not_allowed: 405,
  wrong_state: 409,
  conflict: 409,
  stale: 412,
  too_large: 413,
  unsupported_media_type: 415,
  rule_broken: 422,
  too_many: 429,
  unavailable: 503,
} as const;

/** A refusal code; `refusalStatus` maps it to HTTP. */
export type RefusalCode = keyof typeof refusalStatus;

/** One bad field: `pointer` is a JSON pointer (RFC 6901) into the request body, "" for the body itself. */
export interface FieldProblem {
  readonly pointer: string;
  readonly message: string;
}

/** An expected "no": a value, never a throw. */
export interface Refusal {
  readonly ok: false;
  readonly code: RefusalCode;
  readonly message: string;
  readonly fields?: readonly FieldProblem[];
  /** What would be allowed instead: names of actions, statuses or values. */
  readonly allowed?: readonly string[];
  /** Figures behind the refusal, for machines. */
  readonly details?: Readonly<Record<string, unknown>>;
}

/** Refuses with a sentence for people; `more` adds fields, figures and what would be allowed. */
export function refuse(
  code: RefusalCode,
  message: string,
  more: Pick<Refusal, "fields" | "allowed" | "details"> = {},
): Refusal {
  return { ok: false, code, message, ...more };
}

/** Refuses because of one field of the input that is well-formed but breaks a rule. */
export function refuseField(pointer: string, message: string, details?: Refusal["details"]): Refusal {
  return refuse("rule_broken", message, { fields: [{ pointer, message }], ...(details && { details }) });
}
