import { cut } from "../kernel/text.ts";
import { mailDomainOf } from "./mailbox.ts";
import { plainName } from "./names.ts";

const LEGAL = new Set(
  "ab ag aps as asa bhd bv bvba co company corp corporation cp ctcp cty doo eg ek eirl ev gbr gmbh group holding inc incorporated jsc kft kg kgaa kk limited llc llp lp ltd ltda mbh mtv nv ohg oy oyj plc pte pty pvt publ sa sarl sas sdn sl slu sp spa srl sro tbk tnhh ug zoo".split(
    " ",
  ),
);
const SMALL = new Set(["and", "und", "et", "va", "the"]);

/** Legal forms of several words, and those that are written without a space. */
const PHRASES =
  /\b(?:cong ty|co phan|trach nhiem huu han|mot thanh vien|haftungsbeschrankt|a s|s a|k k|z oo?|z o o)\b|株式会社|有限会社|有限公司|股份有限公司/gu;

/** A company's name without its legal form: "Alfreds Futterkiste GmbH & Co. KG" as "alfreds futterkiste". */
export function plainCompany(company: string): string {
  const joined = company.replaceAll(
    /(?<!\p{L})((?:\p{L}\.){2,})/gu,
    (letters) => `${letters.replaceAll(".", "")} `,
  );
  const plain = plainName(joined);
  const words = plain.replaceAll(PHRASES, " ").split(" ");
  const firm = words.filter((word) => word !== "" && !LEGAL.has(word));
  const kept = firm.filter((word) => !SMALL.has(word));
  return (kept.length > 0 ? kept : firm).join(" ") || plain;
}

const KEY_LENGTH = 200;

/** A company's name as it is looked up: "Müller" and "Mueller" are found under the same. */
export function companyKey(company: string): string | undefined {
  const plain = plainCompany(company).replaceAll(/([aou])e/gu, "$1");
  return plain === "" ? undefined : `company:${cut(plain, KEY_LENGTH)}`;
}

/** The domain of a web address, without "www.". */
function webDomainOf(website: string): string | undefined {
  const host = /^https?:\/\/(?:[^/?#]*@)?([^/?#:]+)/iu.exec(website)?.[1]?.toLowerCase();
  return host?.replace(/^www\./u, "");
}

/** The keys under which a company is found: its names, and the domains of its address and its site. */
export function companyKeys(of: {
  readonly name: string;
  readonly legalName?: string | undefined;
  readonly email?: string | undefined;
  readonly website?: string | undefined;
}): string[] {
  const { name, legalName, email, website } = of;
  const names = [name, legalName].map((each) => (each === undefined ? undefined : companyKey(each)));
  const domains = [email && mailDomainOf(email), website && webDomainOf(website)];
  const keys = [...names, ...domains.map((domain) => domain && `domain:${domain}`)];
  return [...new Set(keys.flatMap((key) => (key === undefined || key === "" ? [] : [key])))];
}
