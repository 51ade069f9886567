import { phoneE164 } from "../kernel/phone.ts";
import { Website } from "../kernel/text.ts";
import { isFreeMail } from "../person/free-mail.ts";
import { mailDomainOf } from "../person/mailbox.ts";
import { plainCompany } from "../person/company.ts";
import { alike, plainName } from "../person/names.ts";
import { signedText } from "./closing.ts";
import { calledBy, isCompany } from "./name.ts";
import { plainLine } from "./plain.ts";

/** What was read, with how sure that is in percent. */
export interface Suggested {
  readonly value: string;
  readonly confidence: number;
}

/** What a signature suggests of somebody. */
export type Suggestions = Readonly<
  Partial<Record<"firstName" | "lastName" | "phone" | "company" | "jobTitle" | "website", Suggested>>
>;

/** What is known of the sender besides the signature. */
export interface Known {
  readonly name: string;
  readonly address: string;
  readonly country: string;
}

const LINE = 200;
const PHONE = /(?:\+|\b00|\(|\b0|\b)[\d][\d\s()./\u00A0-]{5,24}\d/g;
const PHONE_LABEL =
  /(?:\b(?:tel|tél|phone|telephone|telefon|teléfono|telefono|mobile?|mobil|móvil|cell|handy|hotline|direct|durchwahl|office|[tmphc])\b|đt|sđt|điện thoại|di động|☎|📞|📱)\s*(?:no)?\.?\s*[:.)]?\s*(?=[\d+(])/iu;
const FAX = /\bfax\b|\bf\s*[:.]/i;
const TITLE =
  /\b(?:manager|director|head of|chief|ceo|cto|cfo|coo|cmo|founder|co-founder|owner|president|vice president|vp|partner|engineer|developer|consultant|buyer|purchas(?:er|ing)|procurement|sales|executive|assistant|officer|specialist|coordinator|supervisor|analyst|architect|leiter(?:in)?|geschäftsführer(?:in)?|einkäufer(?:in)?|einkauf|inhaber(?:in)?|vertrieb(?:sleiter)?|assistenz|prokurist(?:in)?|directeur|directrice|gérant|gérante|responsable|acheteur|acheteuse|chef de|ingénieur|gerente|directora?|jefe|jefa|responsable|comprador|propietari[oa]|ingenier[oa])\b|giám đốc|trưởng phòng|phó phòng|nhân viên|chuyên viên|kế toán|quản lý|phụ trách/iu;
const SITE =
  /(?:https?:\/\/[^\s<>()[\]"']{4,300}|\bwww\.[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,5}(?:\/[^\s<>()[\]"']{0,200})?)/i;
const SOCIAL =
  /linkedin|facebook|twitter|instagram|youtube|xing|zalo|calendly|maps\.|goo\.gl|aka\.ms|bit\.ly/i;

function phoneIn(lines: readonly string[], country: string, sure: boolean): Suggested | undefined {
  const found = lines
    .filter((line) => !FAX.test(line) || PHONE_LABEL.test(line))
    .flatMap((line) => {
      const told = PHONE_LABEL.test(line);
      const [before = line] = FAX.test(line) ? line.split(/\bfax\b/i) : [line];
      return [...before.matchAll(PHONE)].flatMap(([raw]) => {
        const valid = phoneE164(raw, country) !== undefined;
        const confidence = (valid ? 70 : 30) + (told ? 20 : 0) + (sure ? 5 : -15);
        const value = plainLine(raw, 50);
        return value === undefined || (!valid && !told) ? [] : [{ value, confidence }];
      });
    });
  return found.toSorted((a, b) => b.confidence - a.confidence)[0];
}

function siteIn(lines: readonly string[], domain: string, sure: boolean): Suggested | undefined {
  for (const line of lines) {
    const [raw] = SITE.exec(line) ?? [];
    if (raw === undefined || SOCIAL.test(raw)) continue;
    const trimmed = raw.replace(/[.,;:!?)]+$/, "");
    const parsed = Website.safeParse(/^https?:/i.test(trimmed) ? trimmed : `https://${trimmed}`);
    if (!parsed.success) continue;
    const own = domain !== "" && parsed.data.toLowerCase().includes(domain);
    return { value: parsed.data, confidence: (own ? 95 : 65) - (sure ? 0 : 15) };
  }
  return undefined;
}

function companyIn(lines: readonly string[], domain: string, sure: boolean): Suggested | undefined {
  const [host = ""] = domain.split(".");
  const less = sure ? 0 : 15;
  for (const line of lines) {
    const name = line
      .split(/\s+[|•·]\s+|\s*\|\s*/)
      .find((part) => isCompany(part.trim()))
      ?.trim();
    const value = plainLine(name, LINE);
    if (value !== undefined && value.length < 90 && !/[@:]|\d{4,}/.test(value))
      return { value, confidence: 85 - less };
  }
  if (host.length < 3) return undefined;
  const near = lines.find(
    (line) =>
      line.length < 60 &&
      !/[@:/]|www\./.test(line) &&
      alike(plainCompany(line).replaceAll(" ", ""), host) > 0.93,
  );
  const value = plainLine(near, LINE);
  return value === undefined ? undefined : { value, confidence: 75 - less };
}

function titleIn(lines: readonly string[], name: string, sure: boolean): Suggested | undefined {
  if (!sure) return undefined;
  for (const line of lines.slice(0, 6)) {
    const parts = line.split(/\s+[|•·–-]\s+|\s*\|\s*|,\s+/).map((part) => part.trim());
    const part = parts.find(
      (each) => TITLE.test(each) && each.length < 70 && !isCompany(each) && !/[@:]|\d{3,}/.test(each),
    );
    const value = plainLine(part, 100);
    if (value !== undefined && plainName(value) !== plainName(name)) return { value, confidence: 75 };
  }
  return undefined;
}

function nameIn(lines: readonly string[], { name }: Known, sure: boolean): Suggestions {
  const [first = ""] = lines;
  if (
    !sure ||
    name !== "" ||
    first.length > 50 ||
    /[@:\d/]/.test(first) ||
    isCompany(first) ||
    TITLE.test(first)
  )
    return {};
  if (first.trim().split(/\s+/).length > 5) return {};
  const { firstName, lastName } = calledBy(first.replace(/[,.]\s*$/, ""));
  return {
    ...(firstName !== undefined && { firstName: { value: firstName, confidence: 70 } }),
    ...(lastName !== undefined && { lastName: { value: lastName, confidence: 70 } }),
  };
}

/** What the signature under a text suggests of its writer. */
export function suggestionsOf(text: string, known: Known): Suggestions {
  const { signature, sure } = signedText(text.slice(0, 40_000));
  const lines = signature.map((line) => line.trim().slice(0, LINE)).filter((line) => line !== "");
  const mailDomain = known.address.includes("@") ? mailDomainOf(known.address) : "";
  const domain = isFreeMail(mailDomain) ? "" : mailDomain;
  const found = {
    phone: phoneIn(lines, known.country, sure),
    website: siteIn(lines, domain, sure),
    company: companyIn(lines, domain, sure),
    jobTitle: titleIn(lines, known.name, sure),
  };
  const given = Object.entries(found).filter(([, value]) => value !== undefined);
  return { ...nameIn(lines, known, sure), ...Object.fromEntries(given) };
}
