import type { ExchangeRate } from "../document/customer.ts";
import { decimal } from "../kernel/decimal.ts";
import { notAfter } from "../kernel/day.ts";
import { sameJson } from "../kernel/equal.ts";
import { type Refusal, refuseField } from "../kernel/refusal.ts";

const AT = "/exchangeRate";

/** Refuses a rate that says nothing: of a currency to itself, of nothing, or of a day that has not come. */
export function badRate(
  rate: ExchangeRate | undefined,
  currency: string,
  today: string,
): Refusal | undefined {
  if (rate === undefined) return undefined;
  if (rate.to === currency) {
    return refuseField(`${AT}/to`, `must be another currency: the deal is in ${currency}`, { currency });
  }
  if (decimal(rate.rate).isZero()) return refuseField(`${AT}/rate`, "must be more than zero");
  return notAfter(`${AT}/on`, rate.on, today);
}

/** Refuses another rate than the one that was given once, and taking it away: reports must stay what they were. */
export function otherRate(
  known: ExchangeRate | undefined,
  said: ExchangeRate | null | undefined,
  currency: string,
): Refusal | undefined {
  if (known === undefined || said === undefined || sameJson(known, said)) return undefined;
  const { to, rate, on } = known;
  const message = `The rate was given as 1 ${currency} = ${rate} ${to} on ${on} and is frozen`;
  return refuseField(AT, message, { exchangeRate: known });
}
