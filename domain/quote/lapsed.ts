/** Whether a quote that is valid until a day can no longer be accepted today. */
export function lapsed(validUntil: string, today: string): boolean {
  return validUntil < today;
}
