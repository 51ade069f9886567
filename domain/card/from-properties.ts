import { Language } from "../kernel/process.ts";
import type { Origin } from "../capture/provenance.ts";
import { ReadFields } from "../submission/intake.ts";
import type * as z from "zod";
import { addressOf } from "./address.ts";
import { type CardReading, Gathering } from "./card-reading.ts";
import { cleanText } from "./clean.ts";
import { filesOf } from "./files-in.ts";
import { splitName, withoutTitles } from "./name.ts";
import { firstValue, partsOf, type Property, type RawCard } from "./property.ts";

type Named = (name: string) => readonly Property[];

const LONGEST_TEXT = 16_000;

/** The last and the first name of `N`, else of `FN`; a card of a company alone has none. */
function gatherName(named: Named, company: string, into: Gathering): void {
  const [structured] = named("n");
  const [last = "", first = "", middle = ""] = structured === undefined ? [] : partsOf(structured);
  const given = [first, middle]
    .map((part) => part.trim())
    .filter((part) => part !== "")
    .join(" ");
  const whole = firstValue(named("fn")[0] ?? { name: "fn", types: [], pref: 0, values: [] }).trim();
  if (last.trim() !== "") {
    into.put("lastName", withoutTitles(last));
    into.put("firstName", withoutTitles(given));
    return;
  }
  const name = given === "" ? whole : given;
  if (name === "" || name === company) return;
  const split = splitName(name);
  into.put("lastName", split.lastName ?? "");
  into.put("firstName", split.firstName ?? "");
}

const isFax = ({ types }: Property) => types.includes("fax") || types.includes("pager");
const kindOf = ({ types }: Property) =>
  types.filter((type) => ["work", "home", "cell", "mobile", "main", "car"].includes(type)).join(" ");

/** A number as it is dialled: without the scheme of `tel:`, its extension said. */
function dialled(property: Property): string {
  const written = firstValue(property).replace(/^tel:/i, "");
  const extension = /;ext=(\d+)/i.exec(written)?.[1];
  const number = written.replace(/;[\w-]+=.*$/, "").trim();
  return extension === undefined ? number : `${number} ext. ${extension}`;
}

function gatherPhones(named: Named, into: Gathering): void {
  const phones = named("tel").toSorted((a, b) => Number(isFax(a)) - Number(isFax(b)) || a.pref - b.pref);
  for (const phone of phones) {
    const number = dialled(phone);
    if (!/\d{2}/.test(number)) into.say(number === "" ? "" : `Phone: ${number}`);
    else if (!isFax(phone) && !("phone" in into.fields)) into.put("phone", number);
    else into.also(isFax(phone) ? "Fax" : ["Phone", kindOf(phone)].filter(Boolean).join(" "), number);
  }
}

const byPref = (list: readonly Property[]) => list.toSorted((a, b) => a.pref - b.pref);

function gatherReach(named: Named, into: Gathering): void {
  gatherPhones(named, into);
  for (const email of byPref(named("email"))) into.reach("email", firstValue(email), "E-mail");
  for (const url of byPref(named("url"))) into.reach("website", firstValue(url), "Website");
  const isWork = ({ types }: Property) => Number(!types.includes("work"));
  const addresses = named("adr").toSorted((a, b) => a.pref - b.pref || isWork(a) - isWork(b));
  for (const adr of addresses) {
    const { address, line } = addressOf(partsOf(adr));
    if (address !== undefined && !("address" in into.fields)) into.fields["address"] = address;
    else into.also("Address", line);
  }
}

/** What is not asked for by a lead, but was written on the card. */
const further = new Map([
  ["role", "Role"],
  ["department", "Department"],
  ["nickname", "Nickname"],
  ["categories", "Categories"],
  ["impp", "Messenger"],
  ["x-socialprofile", "Profile"],
  ["x-skype", "Skype"],
  ["x-wechat", "WeChat"],
  ["x-zalo", "Zalo"],
  ["x-assistant", "Assistant"],
  ["related", "Related"],
]);

/** What programs write for themselves. */
const technical = /^x-(?:ab|apple|ms-|android|evolution|mozilla|phonetic|epoc|class|uid|gender|maiden|irmc)/;

function gatherFurther({ properties }: RawCard, into: Gathering): void {
  for (const property of properties) {
    const { name } = property;
    const label =
      further.get(name) ?? (name.startsWith("x-") && !technical.test(name) ? name.slice(2) : undefined);
    if (label !== undefined)
      into.also(
        label,
        property.values
          .flat()
          .filter((value) => value !== "")
          .join(", "),
      );
  }
}

function gatherWork(named: Named, into: Gathering): string {
  const [org] = named("org");
  const [company = "", ...units] = org === undefined ? [] : partsOf(org);
  into.put("company", company);
  into.also("Department", units.filter((unit) => unit.trim() !== "").join(", "));
  for (const title of named("title")) into.put("jobTitle", firstValue(title));
  return company.trim();
}

function languageOf(named: Named): string | undefined {
  const [written] = byPref(named("lang"));
  const parsed = Language.safeParse(written && firstValue(written).slice(0, 2).toLowerCase());
  return parsed.success ? parsed.data : undefined;
}

/** What a card says, whoever wrote it: every value in a field, among the answers or in the text. */
export function readingOf(card: RawCard): CardReading {
  const origin: z.output<typeof Origin> = card.format;
  const named: Named = (name) => card.properties.filter((property) => property.name === name);
  const into = new Gathering();
  const company = gatherWork(named, into);
  gatherName(named, company, into);
  gatherReach(named, into);
  gatherFurther(card, into);
  for (const note of named("note")) into.say(firstValue(note));
  const fields = ReadFields.parse(into.fields);
  const provenance = Object.fromEntries(Object.keys(fields).map((field) => [field, { from: origin }]));
  const language = languageOf(named);
  return {
    fields,
    provenance,
    answers: Object.fromEntries(into.answers),
    text: cleanText(into.lines.join("\n"), LONGEST_TEXT),
    ...(language !== undefined && { language }),
    files: filesOf(card.properties),
  };
}
