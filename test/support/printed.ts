import { onTestFinished, vi } from "vitest";
import { type Figures, figuresOf } from "../../local/metrics/figures.ts";

/** What a function prints from now on until the end of the test. */
export function printed() {
  const lines: string[] = [];
  const write = vi.spyOn(process.stdout, "write").mockImplementation((chunk) => {
    lines.push(
      ...String(chunk)
        .split("\n")
        .filter((line) => line !== ""),
    );
    return true;
  });
  onTestFinished(() => write.mockRestore());
  return {
    lines,
    /** Its lines of figures since the last time, read as this machine reads them. */
    figures: (): Figures[] => lines.splice(0).flatMap((line) => figuresOf(line) ?? []),
  };
}

/** The figures as plain values: the counts summed up. */
export const countsOf = (figures: readonly Figures[]): Record<string, number> => {
  const sums: Record<string, number> = {};
  for (const { values } of figures) {
    for (const [name, list] of values) sums[name] = list.reduce((sum, each) => sum + each, sums[name] ?? 0);
  }
  return sums;
};
