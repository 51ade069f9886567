import type { TaxShare } from "../document/line.ts";
import type { Exemption, TaxCategory } from "../document/tax.ts";

/** What the standard asks to be said where the category alone tells it (EN 16931 BR-AE-10, BR-IC-10, BR-G-10, BR-O-10). */
const usual: Partial<Record<TaxCategory, Exemption>> = {
  AE: { code: "VATEX-EU-AE", reason: "Reverse charge" },
  K: { code: "VATEX-EU-IC", reason: "Intra-community supply" },
  G: { code: "VATEX-EU-G", reason: "Export outside the EU" },
  O: { code: "VATEX-EU-O", reason: "Not subject to VAT" },
};

/** Why a row of the breakdown bears no tax (EN 16931 BT-120, BT-121); S and Z have no reason (BR-S-10, BR-Z-10). */
export function exemptionOf({
  category,
  exemption,
}: Pick<TaxShare, "category" | "exemption">): Exemption | undefined {
  if (category === "S" || category === "Z") return undefined;
  const told = exemption?.reason !== undefined || exemption?.code !== undefined;
  return told ? exemption : usual[category];
}
