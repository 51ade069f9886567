import type { Facts } from "../kernel/facts.ts";
import { codeKey, EVERY_CODE, taxCode } from "./tax-code.ts";

/** The tax codes of this name that were read. Two of one name are there only when both were added in the same moment: the active one with the lower id counts. */
export function codesOf(code: string, facts: Facts) {
  const found = [...facts.list(taxCode, codeKey(code)), ...facts.list(taxCode, EVERY_CODE)];
  return found.filter((each) => each.code === code).toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

/** Why a tax code cannot be used; undefined when it can. */
export function badCode(code: string, facts: Facts): string | undefined {
  const found = codesOf(code, facts);
  if (found.length === 0) return `There is no tax code ${code}`;
  const active = found.some(({ status }) => status === "active");
  return active ? undefined : `The tax code ${code} is retired`;
}
