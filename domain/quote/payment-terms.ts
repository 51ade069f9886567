import { decimal } from "../kernel/decimal.ts";
import type { Facts } from "../kernel/facts.ts";
import type { PaymentTerms } from "../kernel/terms.ts";
import { type Refusal, refuseField } from "../kernel/refusal.ts";

/** Refuses payment terms whose parts are not the whole, or whose parts are not in the order of their days. */
export function badTerms(terms: PaymentTerms | undefined, pointer = "/paymentTerms"): Refusal | undefined {
  const { instalments = [] } = terms ?? {};
  if (instalments.length === 0) return undefined;
  const sum = instalments.reduce((all, { percent }) => all.plus(percent), decimal(0));
  if (!sum.eq(100)) {
    const message = `The instalments must add up to 100 %: they are ${sum.toFixed()} %`;
    return refuseField(`${pointer}/instalments`, message, { percent: sum.toFixed() });
  }
  const late = instalments.findIndex(({ days }, nth) => days < (instalments[nth - 1]?.days ?? 0));
  if (late < 1) return undefined;
  const message = `Instalment ${late + 1} is due before the one ahead of it: sort them by days`;
  return refuseField(`${pointer}/instalments/${late}/days`, message);
}

/** The payment terms of a deal for which nobody chose any: those of its process, else those of the organisation. */
export function usualTerms({ process, settings }: Facts): PaymentTerms {
  return process.paymentTerms ?? { days: settings.paymentDays };
}
