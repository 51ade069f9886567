import { type Decimal, decimal } from "../kernel/decimal.ts";
import { type Money, toMinor } from "../kernel/money.ts";
import type { Line, Totals } from "./line.ts";

type Priced = Pick<Line, "quantity" | "unitPrice" | "discountPercent">;

/** The amount of a line before tax, rounded half up to the currency's minor unit (EN 16931 BT-131); undefined when it is too large to hold exactly. */
export function lineNet(line: Priced, currency: string): Money | undefined {
  const kept = decimal(100).minus(line.discountPercent).shiftedBy(-2);
  const minor = toMinor(decimal(line.quantity).times(line.unitPrice).times(kept), currency);
  return minor === undefined ? undefined : { minor, currency };
}

/** The sums of a document: tax per rate, rounded half up on the sum of the nets of that rate (EN 16931 BR-CO-14, BR-CO-17); undefined when they are too large to hold exactly. */
export function totalsOf(lines: readonly Line[], currency: string): Totals | undefined {
  const nets = new Map<string, Decimal>();
  for (const { taxPercent, net } of lines) {
    const rate = decimal(taxPercent).toFixed();
    nets.set(rate, (nets.get(rate) ?? decimal(0)).plus(net.minor));
  }
  let net = decimal(0);
  let tax = decimal(0);
  for (const [rate, sum] of nets) {
    net = net.plus(sum);
    tax = tax.plus(sum.times(rate).shiftedBy(-2).integerValue());
  }
  const total = net.plus(tax);
  if (total.gt(Number.MAX_SAFE_INTEGER)) return undefined;
  const money = (amount: Decimal): Money => ({ minor: amount.toNumber(), currency });
  return { net: money(net), tax: money(tax), total: money(total) };
}
