import { countryCode } from "../country.ts";
import { isStreetName } from "./words.ts";
import { cleanLine } from "../clean.ts";

interface Postal {
  street?: string;
  region?: string;
  postalCode?: string;
  city?: string;
  country?: string;
}

const CODE_CITY = /^(?:([A-Z]{1,2})-)?(\d{4,6}|[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2})\s+(\p{L}[\p{L} .'-]+)$/u;
const CITY_CODE =
  /^(\p{L}[\p{L} .'-]+?)[ ,]+(?:[A-Z]{2} )?(\d{4,6}|[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}|[A-Z]\d[A-Z] ?\d[A-Z]\d)$/u;

const OF_STATES = /(\p{L}[\p{L} .'-]{1,60}), ?([A-Z]{2}) (\d{5}(?:-\d{4})?)$/u;

/** An address of several lines in its parts, as far as they are certain; what is not is street. */
export function postalOf(lines: readonly string[]): Postal {
  const postal: Postal = {};
  const others = lines.map((line) =>
    line.replace(OF_STATES, (_, city: string, region: string, postalCode: string) => {
      Object.assign(postal, { city: city.trim(), region, postalCode });
      return "";
    }),
  );
  const parts = others.flatMap((line) => line.split(/\s*[,|•·]\s*/)).filter((part) => part !== "");
  const street: string[] = [];
  for (const part of parts) {
    const isStreet = isStreetName(part);
    const before = isStreet ? null : CODE_CITY.exec(part);
    const after = isStreet ? null : CITY_CODE.exec(part);
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
