import { plainName } from "../../person/names.ts";

/** Words of job titles in English, Vietnamese and the larger languages of Europe, without marks. */
const TITLE = new Set(
  `accountant account administrator adviser advisor agent analyst architect assistant associate attorney auditor
  broker buyer ceo cfo chair chairman chairwoman chef chief cio cmo co-founder cofounder consultant controller coo
  coordinator cto dealer deputy designer developer director doctor editor engineer engineering executive expert
  founder geschaftsfuhrer geschaftsfuhrerin head inspector lawyer lead leader leiter leiterin manager managing
  marketer merchandiser nurse officer operations operator owner partner planner president principal procurement
  producer professor programmer purchaser purchasing recruiter representative researcher sales scientist secretary
  senior junior specialist strategist supervisor teacher technician technologist trainer treasurer vertrieb vp
  berater beraterin einkauf einkaufer einkauferin vertriebsleiter vertriebsleiterin directeur directrice gerente
  responsable ingenieur ingeniero direttore`
    .split(/\s+/)
    .filter((word) => word !== ""),
);

/** Titles of several words, as Vietnamese has them, without marks. */
const TITLES = [
  "giam doc",
  "pho giam doc",
  "tong giam doc",
  "truong phong",
  "pho phong",
  "nhan vien",
  "chuyen vien",
  "ke toan",
  "ky su",
  "chu tich",
  "tro ly",
  "quan ly",
  "dai dien",
  "truong nhom",
  "tu van",
  "kinh doanh",
  "thu ky",
  "nha sang lap",
  "dieu hanh",
  "ban hang",
  "head of",
  "vice president",
];

const LEGAL =
  /(?:^|[\s,])(?:gmbh|mbh|ag|kg|ohg|e\.?k\.?|gbr|ug|ltd|limited|llc|l\.l\.c|inc|incorporated|corp|corporation|co\.?,? ?ltd|plc|llp|lp|jsc|pte|pty|s\.?a\.?r\.?l|s\.?a\.?s|s\.?a|s\.?l\.?u?|s\.?p\.?a|s\.?r\.?l|s\.?r\.?o|a\/s|aps|oy|oyj|ab|asa|as|nv|n\.v|bv|b\.v|sp\.? z ?o\.?o|kft|holding|holdings|group|gruppe|company|co)\.?(?=$|[\s,.&)])/i;
const COMPANY_WORDS =
  /^(?:cong ty|ctcp|tap doan|ngan hang|tong cong ty|cty|doanh nghiep|xi nghiep)\b|\b(?:tnhh|co phan|bank|university|institute|hotel|studio|agency|consulting|solutions|technologies|technology|systems|industries|logistics|partners|trading|foods|software|labs?|works|ventures|capital)\b/;

const STREET =
  /\b(?:street|st|road|rd|avenue|ave|boulevard|blvd|lane|ln|drive|dr|square|sq|plaza|floor|suite|building|tower|block|district|ward|p\.?o\.? ?box|strasse|str|weg|platz|allee|gasse|rue|calle|via|viale|plaza|duong|pho|quan|phuong|toa nha|tang|lau|khu|ngo|ngach|xa|huyen|tinh|thanh pho|tp|ha noi|hanoi|ho chi minh|da nang|hcmc|viet nam|vietnam)\b|(?:strasse|str\.|weg|platz|allee|gasse)\s*\d/;
const POSTAL = /\b\d{4,6}\b|\b[a-z]{1,2}\d[a-z\d]? ?\d[a-z]{2}\b|\b[a-z]\d[a-z] ?\d[a-z]\d\b/;

const SHORTEST_NAME = 5;

/** How many words of job titles a line has, as a part of all its words. */
export function titleLikeness(line: string): number {
  const plain = plainName(line);
  const words = plain.split(" ");
  if (TITLES.some((title) => ` ${plain} `.includes(` ${title} `))) return 1;
  const known = words.filter((word) => TITLE.has(word)).length;
  return known === 0 ? 0 : Math.max(0.5, known / words.length);
}

/** How much a line says that it is the name of a company: its legal form, or a word that companies call themselves. */
export function companyLikeness(line: string): number {
  if (plainName(line).length < SHORTEST_NAME) return 0;
  if (LEGAL.test(line)) return 1;
  return COMPANY_WORDS.test(plainName(line)) ? 0.8 : 0;
}

/** A house number before a name, or behind it; no phone number. */
const HOUSE =
  /^\d{1,4}[a-z]?(?:[/-]\d{1,4}[a-z]?)?[ ,]+\p{Lu}\p{L}|^\p{Lu}[\p{L}. -]{3,40} \d{1,4} ?[a-z]?$/u;
/** What stands in an address, and elsewhere as well. */
const BESIDE =
  /\b(?:house|way|court|park|hall|centre|center|hill|close|crescent|terrace|gate|gardens?|room|unit|campus)\b/;

/** How much a line is part of a postal address, from 0 to 1; below 0.5 only beside others that are. */
export function addressLikeness(line: string): number {
  const plain = plainName(line);
  const low = line.toLowerCase().replaceAll("ß", "ss");
  const hasDigit = /\d/.test(line);
  if (STREET.test(plain) || STREET.test(low)) return hasDigit ? 1 : 0.55;
  if (hasDigit && POSTAL.test(low) && /\p{L}{3}/u.test(line)) return 0.8;
  if (HOUSE.test(line)) return 0.6;
  return BESIDE.test(plain) ? 0.3 : 0;
}

/** Whether a part of an address names a street: the number in it is no postal code. */
export function isStreetName(part: string): boolean {
  return STREET.test(plainName(part)) && !/^\d{4,6} \p{L}+$/u.test(part);
}
