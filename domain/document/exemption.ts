import type { Exemption } from "./tax.ts";

/** What fits into a reason, without half a character at its end. */
function cut(reason: string): string {
  return reason
    .slice(0, 300)
    .replace(/[\uD800-\uDBFF]$/, "")
    .trim();
}

/** One exemption for a row of the breakdown: it may have one reason and one code only (EN 16931 BR-E-10, BR-AE-10). */
export function joined(exemptions: readonly Exemption[]): Exemption | undefined {
  const reasons = [...new Set(exemptions.flatMap(({ reason }) => reason ?? []))];
  const codes = [...new Set(exemptions.flatMap(({ code }) => code ?? []))];
  if (reasons.length + codes.length === 0) return undefined;
  const [code] = codes;
  if (codes.length === 1 && code !== undefined)
    return { ...(reasons.length > 0 && { reason: cut(reasons.join("; ")) }), code };
  return { reason: cut([...reasons, ...codes].join("; ")) };
}
