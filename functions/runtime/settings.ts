import type { Settings } from "../../domain/kernel/facts.ts";

/** A variable that the deployment must have set; throws naming it when it has not. */
export function required(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === "") throw new Error(`The environment variable ${name} is missing`);
  return value;
}

const WHOLE = /^\d{1,4}$/;
const MAX_PAYMENT_DAYS = 3650;

/** Days until an invoice is due; throws at the start rather than that every invoice is due on no day. */
function paymentDays(value = "30"): number {
  if (WHOLE.test(value) && Number(value) <= MAX_PAYMENT_DAYS) return Number(value);
  throw new Error(
    `The environment variable PAYMENT_DAYS must be whole days from 0 to ${MAX_PAYMENT_DAYS}: it is "${value}"`,
  );
}

/** What the organisation set at deployment, and its time zone. */
export function readSettings(): Settings & { readonly timeZone: string } {
  return {
    currency: process.env["CURRENCY"] ?? "EUR",
    paymentDays: paymentDays(process.env["PAYMENT_DAYS"]),
    country: process.env["COUNTRY"] ?? "",
    timeZone: process.env["TIME_ZONE"] ?? "UTC",
  };
}

/** A variable that must be whole seconds; throws naming it when it is not. */
export function requiredSeconds(name: string): number {
  const value = required(name);
  if (/^\d{1,6}$/.test(value)) return Number(value);
  throw new Error(`The environment variable ${name} must be whole seconds: it is "${value}"`);
}
