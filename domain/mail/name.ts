import { plainLine } from "./plain.ts";

/** How somebody is called who writes. */
export interface Called {
  readonly firstName?: string;
  readonly lastName?: string;
  readonly company?: string;
}

const TITLE =
  /^(?:mr|mrs|ms|miss|dr|prof|herr|frau|hr|fr|m|mme|mlle|sr|sra|srta|ông|bà|anh|chị|mgr|ing|dipl-ing)\.?\s+/iu;
const VIA = /\s+(?:via|über|através de|par)\s+\S.*$/iu;
// Family names that nearly all names in Vietnamese begin with.
const VIETNAMESE =
  /^(?:nguyễn|trần|lê|phạm|huỳnh|hoàng|phan|vũ|võ|đặng|bùi|đỗ|hồ|ngô|dương|lý|đinh|trịnh|đoàn|nguyen|tran|pham|huynh|hoang|vo|dang|bui|dinh|trinh|doan|duong)$/iu;
const ROLE =
  /^(?:info|sales|contact|office|kontakt|support|admin|team|service|einkauf|vertrieb|ventas|compras|purchasing|procurement|marketing|hello|mail|buchhaltung|no-?reply|postmaster|webmaster|wordpress|website|web ?form|contact form|kontaktformular|formulaire|formulario)\b/iu;

// As companies write themselves: "Ek" and "As" are names of people, "AG" and "GmbH" are not.
const LEGAL =
  /(?:^|[\s,.])(?:GmbH|gGmbH|mbH|AG|KG|KGaA|OHG|UG|e\.\s?[KV]\.|Ltd|LTD|Limited|LLC|LLP|PLC|plc|Inc|INC|Incorporated|Corp|Corporation|Company|Co|S\.L\.(?:U\.)?|SLU?|S\.A\.(?:S\.)?|SAS?|SARL|S\.?à\.?r\.?l|SRL|S\.?r\.?l|S\.?p\.?A|BV|B\.V|NV|N\.V|AB|ApS|A\/S|Oyj?|sp\. z o\. ?o|s\.r\.o|Pty|Pte|JSC|TNHH|CTCP|Sdn Bhd|Group|Holding)\.?(?=$|[\s,;)&])/u;
const NAMED = /^(?:công ty|cty|ctcp|doanh nghiệp|tập đoàn)(?:\s|$)|株式会社|有限公司/iu;

/** Whether a name is that of a company: it has a legal form in it. */
export function isCompany(name: string): boolean {
  return LEGAL.test(name) || NAMED.test(name.normalize("NFC"));
}

function bareName(display: string): string {
  return display
    .slice(0, 400)
    .replaceAll(/[\p{Cc}\s]+/gu, " ")
    .replaceAll(/["“”„«»]|^'|'$/gu, "")
    .replace(VIA, "")
    .replaceAll(/\s*[([{][^)\]}]{0,200}[)\]}]/g, "")
    .trim();
}

/** What a display name says: "Ruiz, Ana", "Nguyễn Văn An", "Dr. Ana Ruiz | Ruiz S.L.", "Ruiz S.L."; nothing for an address or a role. */
export function calledBy(display: string): Called {
  const [name = "", at] = bareName(display).split(/\s+[|–—/•-]\s+|\s*\|\s*/, 2);
  const company = at !== undefined && !at.includes("@") ? plainLine(at, 200) : undefined;
  const withCompany = company === undefined ? {} : { company };
  if (name === "" || name.includes("@") || ROLE.test(name) || /^[\d\s+().-]+$/.test(name)) return withCompany;
  if (isCompany(name)) return { company: name.slice(0, 200) };
  const [last = "", first, more] = name.split(/\s*,\s*/);
  if (first !== undefined && first !== "" && more === undefined && last !== "") {
    return { ...personOf(first.replace(TITLE, ""), last.replace(TITLE, "")), ...withCompany };
  }
  const words = name
    .replace(TITLE, "")
    .replace(TITLE, "")
    .split(" ")
    .filter((word) => word !== "");
  const [family = ""] = words;
  if (words.length > 1 && VIETNAMESE.test(family))
    return { ...personOf(words.slice(1).join(" "), family), ...withCompany };
  return { ...personOf(words.slice(0, -1).join(" "), words.at(-1) ?? ""), ...withCompany };
}

function personOf(first: string, last: string): Called {
  const firstName = plainLine(first, 100);
  const lastName = plainLine(last, 100);
  return { ...(firstName !== undefined && { firstName }), ...(lastName !== undefined && { lastName }) };
}
