/**
 * Days for which it is remembered that a command was done, unless the deployment says otherwise: longer than an event can
 * come again by itself and by one person who sends it back (test/infra/receipts.test.ts adds that up).
 */
export const DEFAULT_RECEIPT_DAYS = 90;

/** Days for which the proof of a command is kept; throws at the start rather than that what is done may be done twice. */
export function readReceiptDays(value: string = String(DEFAULT_RECEIPT_DAYS)): number {
  if (/^[1-9]\d{0,3}$/.test(value)) return Number(value);
  throw new Error(
    `The environment variable RECEIPT_DAYS must be whole days from 1 to 9999: it is "${value}"`,
  );
}
