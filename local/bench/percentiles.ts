/** The middle and the tails of some measurements, in their unit. */
export interface Percentiles {
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
}

/** The nearest-rank percentiles; NaN of nothing. */
export const percentilesOf = (measured: readonly number[]): Percentiles => {
  const sorted = measured.toSorted((a, b) => a - b);
  const at = (part: number) => sorted[Math.max(0, Math.ceil(part * sorted.length) - 1)] ?? Number.NaN;
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99) };
};
