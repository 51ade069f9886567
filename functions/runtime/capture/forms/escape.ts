const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** A text as it can stand anywhere in HTML. */
export function escapeHtml(value: string): string {
  return value.replaceAll(/[&<>"']/g, (char) => entities[char] ?? char);
}
