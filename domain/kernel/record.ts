/** The state before the first event. */
export interface None {
  readonly status: "none";
}

/** What every record carries beside its fields. */
export interface Meta {
  readonly id: string;
  /** Number of its last event. */
  readonly version: number;
  readonly deal: string;
  readonly createdAt: string;
  readonly updatedAt: string;
}

/** A record as it is stored: its state is read with its stage. */
export interface Stored extends Meta {
  readonly state: unknown;
}

/** Whether a state is in one of these statuses. */
export function isIn<S extends { readonly status: string }, F extends string>(
  state: S,
  statuses: readonly F[],
): state is Extract<S, { readonly status: F }> {
  const names: readonly string[] = statuses;
  return names.includes(state.status);
}
