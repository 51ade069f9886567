import type { Settings } from "../../domain/kernel/facts.ts";

/** A variable that the deployment must have set; throws naming it when it has not. */
export function required(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === "") throw new Error(`The environment variable ${name} is missing`);
  return value;
}

/** What the organisation set at deployment, and its time zone. */
export function readSettings(): Settings & { readonly timeZone: string } {
  return {
    currency: process.env["CURRENCY"] ?? "EUR",
    paymentDays: Number(process.env["PAYMENT_DAYS"] ?? "30"),
    country: process.env["COUNTRY"] ?? "",
    timeZone: process.env["TIME_ZONE"] ?? "UTC",
  };
}
