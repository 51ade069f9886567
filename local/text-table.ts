/** A column of a table of text. */
export interface Column {
  readonly heading: string;
  readonly align?: "left" | "right";
}

const pad = (text: string, width: number, { align = "left" }: Column) =>
  align === "left" ? text.padEnd(width) : text.padStart(width);

/** Rows under their headings, columns as wide as what they hold, two spaces between; one line for each. */
export const textTable = (
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
): readonly string[] => {
  const lines = [columns.map(({ heading }) => heading), ...rows];
  const widths = columns.map((_, index) => Math.max(...lines.map((line) => (line[index] ?? "").length)));
  return lines.map((line) =>
    columns
      .map((column, index) => pad(line[index] ?? "", widths[index] ?? 0, column))
      .join("  ")
      .trimEnd(),
  );
};
