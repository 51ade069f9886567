/** The number of a document by its format, such as "INV-2026-000042" of "INV-{year}-{seq:6}" on a day of 2026 for 42. */
export function documentNumber(format: string, today: string, number: number): string {
  return format
    .replace("{year}", today.slice(0, 4))
    .replace(/\{seq(?::(?<digits>[1-9]))?\}/, (_, digits?: string) =>
      String(number).padStart(Number(digits ?? 1), "0"),
    );
}
