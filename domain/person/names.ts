import { jaroWinkler } from "@skyra/jaro-winkler";

const MARKS = /\p{M}/gu;
const NOT_LETTERS = /[^\p{L}\p{N}]+/gu;

/** A name as it is compared: small letters without marks, words apart by one space. */
export function plainName(name: string): string {
  return name
    .normalize("NFKD")
    .replaceAll(MARKS, "")
    .toLowerCase()
    .replaceAll("đ", "d")
    .replaceAll("ß", "ss")
    .replaceAll(NOT_LETTERS, " ")
    .trim();
}

const LEGAL = new Set(
  "ab ag as asa bv bvba co company corp corporation cp cty gbr gmbh group holding inc incorporated jsc kft kg kk limited llc llp lp ltd ltda mbh nv oy oyj plc pte pty sa sarl sas sl slu sp spa srl tnhh ug".split(
    " ",
  ),
);

/** A company's name without its legal form: "Alfreds Futterkiste GmbH & Co. KG" as "alfreds futterkiste". */
export function plainCompany(company: string): string {
  const words = plainName(company.replaceAll(/\b(\p{L})\.(?=\p{L}\b)/gu, "$1")).split(" ");
  const kept = words.filter((word) => !LEGAL.has(word));
  return (kept.length === 0 ? words : kept).join(" ");
}

/** How alike two plain names are, from 0 to 1; the order of first and last name does not matter. */
export function alike(a: string, b: string): number {
  if (a === "" || b === "") return 0;
  const turned = (name: string) => name.split(" ").toSorted().join(" ");
  return Math.max(jaroWinkler(a, b), jaroWinkler(turned(a), turned(b)));
}
