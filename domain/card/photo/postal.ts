import { countryCode } from "../country.ts";
import { cleanLine } from "../clean.ts";

interface Postal {
  street?: string;
  postalCode?: string;
  city?: string;
  country?: string;
}

const CODE_CITY = /^(?:([A-Z]{1,2})-)?(\d{4,6}|[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2})\s+(\p{L}[\p{L} .'-]+)$/u;
const CITY_CODE =
  /^(\p{L}[\p{L} .'-]+?)[ ,]+(?:[A-Z]{2} )?(\d{4,6}|[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}|[A-Z]\d[A-Z] ?\d[A-Z]\d)$/u;

/** An address of several lines in its parts, as far as they are certain; what is not is street. */
export function postalOf(lines: readonly string[]): Postal {
  const parts = lines.flatMap((line) => line.split(/\s*[,|•·]\s*/)).filter((part) => part !== "");
  const postal: Postal = {};
  const street: string[] = [];
  for (const part of parts) {
    const before = CODE_CITY.exec(part);
    const after = CITY_CODE.exec(part);
    const country = part.length > 2 ? countryCode(part) : undefined;
    if (country !== undefined) postal.country = country;
    else if (before !== null && postal.city === undefined)
      [, , postal.postalCode = "", postal.city = ""] = before;
    else if (after !== null && postal.city === undefined)
      [, postal.city = "", postal.postalCode = ""] = after;
    else street.push(part);
  }
  const whole = cleanLine(street.join(", "), 200);
  if (postal.city !== undefined) postal.city = cleanLine(postal.city, 100);
  return { ...postal, ...(whole !== "" && { street: whole }) };
}
