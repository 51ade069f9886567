/** How often the person wrote again, with this once more: a row of a list is nothing that the person did. */
export function touchesWith(touches: number | undefined, source: string): number | undefined {
  return source === "import" ? touches : (touches ?? 0) + 1;
}
