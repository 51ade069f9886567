import { isFreeMail } from "../../person/free-mail.ts";
import { mailDomainOf } from "../../person/mailbox.ts";
import type { Provenance } from "../../capture/provenance.ts";
import type * as z from "zod";
import { ReadFields } from "../../submission/intake.ts";
import { Gathering } from "../card-reading.ts";
import { cleanLine, cleanText } from "../clean.ts";
import { inUsualLetters, splitName } from "../name.ts";
import { countryOf } from "./country-of.ts";
import type { Line } from "./line.ts";
import { phonesIn } from "./phones-in.ts";
import { postalOf } from "./postal.ts";
import { emailsIn, type Found, type Taken, websitesIn } from "./reach-in.ts";
import { sortLines, type SortedLines } from "./sort-lines.ts";

/** What was read of the photo of a card, how sure each field is, and how sure the whole. */
export interface PhotoReading {
  readonly fields: z.output<typeof ReadFields>;
  readonly provenance: Provenance;
  readonly answers: Readonly<Record<string, string>>;
  /** All lines, as they were read. */
  readonly text: string;
  readonly confidence: number;
}

const LONGEST_TEXT = 8000;
const MOST_LINES = 120;
const LONGEST_LINE = 300;

interface Step {
  readonly found: readonly Found[];
  readonly lines: readonly Line[];
}

function take(lines: readonly Line[], from: (line: Line) => Taken): Step {
  const taken = lines.map((line) => ({ line, ...from(line) }));
  return {
    found: taken.flatMap(({ found }) => found),
    lines: taken
      .map(({ line, rest }) => ({ ...line, text: rest }))
      .filter(({ text }) => /\p{L}|\d/u.test(text)),
  };
}

const hostOf = (website: string) => new URL(website).hostname.replace(/^www\./, "");

/** The clues that addresses give: a free mail says nothing of a company. */
function cluesOf(emails: readonly Found[], sites: readonly Found[]) {
  const email = emails[0]?.value;
  const domain = email === undefined ? undefined : mailDomainOf(email);
  const own = domain !== undefined && !isFreeMail(domain) ? domain : undefined;
  const site = sites[0]?.value;
  return { local: email?.slice(0, email.lastIndexOf("@")), domain: own ?? (site && hostOf(site)) };
}

class Sure {
  readonly into = new Gathering();
  readonly provenance: Record<string, { from: "ocr"; confidence: number }> = {};

  note(field: string, confidence: number): void {
    if (field in this.into.fields && !(field in this.provenance)) {
      this.provenance[field] = {
        from: "ocr",
        confidence: Math.max(0, Math.min(100, Math.round(confidence))),
      };
    }
  }

  /** How sure a field is; 0 for one that is not there. */
  of(...fields: readonly string[]): number {
    return Math.max(...fields.map((field) => this.provenance[field]?.confidence ?? 0));
  }
}

const phoneLabels = { mobile: "Phone mobile", fax: "Fax", phone: "Phone" } as const;

function gatherReach(
  sure: Sure,
  emails: readonly Found[],
  sites: readonly Found[],
  phones: readonly Found[],
): void {
  const { into } = sure;
  for (const { value, confidence } of emails) {
    into.reach("email", value, "E-mail");
    sure.note("email", confidence);
  }
  for (const { value, confidence } of sites) {
    into.reach("website", value, "Website");
    sure.note("website", confidence);
  }
  for (const { value, confidence, kind = "phone" } of phones) {
    if (kind !== "fax" && !("phone" in into.fields)) into.put("phone", value);
    else into.also(phoneLabels[kind], value);
    sure.note("phone", confidence);
  }
}

function gatherLines(sure: Sure, { name, title, company, address }: SortedLines): void {
  const { into } = sure;
  const split = splitName(inUsualLetters(name?.line.text ?? ""));
  into.put("lastName", split.lastName ?? "");
  into.put("firstName", split.firstName ?? "");
  sure.note("lastName", name?.confidence ?? 0);
  sure.note("firstName", name?.confidence ?? 0);
  into.put("jobTitle", inUsualLetters(title?.line.text ?? ""));
  sure.note("jobTitle", title?.confidence ?? 0);
  into.put("company", company?.line.text ?? "");
  sure.note("company", company?.confidence ?? 0);
  const postal = postalOf(address.map(({ line }) => line.text));
  if (Object.keys(postal).length > 0) into.fields["address"] = postal;
  sure.note("address", Math.min(...address.map(({ confidence }) => confidence), 100));
}

/** Who it is counts as much as how to reach them; then the company, and how clear the letters are. */
function overall(sure: Sure, lines: readonly Line[]): number {
  const letters = lines.reduce((sum, { text }) => sum + text.length, 0);
  const clear =
    lines.reduce((sum, { text, confidence }) => sum + confidence * text.length, 0) / Math.max(1, letters);
  const who = sure.of("lastName");
  const how = sure.of("email", "phone");
  return Math.round(0.4 * who + 0.4 * how + 0.1 * sure.of("company") + 0.1 * clear);
}

/** What the lines on the photo of a card are: addresses by pattern, numbers by the rules of their country, the rest by its words and its place. */
export function readLines(read: readonly Line[], home: string): PhotoReading {
  const all = read
    .slice(0, MOST_LINES)
    .map((line) => ({ ...line, text: cleanLine(line.text, LONGEST_LINE) }));
  const mails = take(all, emailsIn);
  const mailDomains = mails.found.map(({ value }) => mailDomainOf(value));
  const sites = take(mails.lines, (line) => websitesIn(line, mailDomains[0]));
  const domains = [...mailDomains, ...sites.found.map(({ value }) => hostOf(value))];
  const country = countryOf(domains, all, home);
  const phones = take(sites.lines, (line) => phonesIn(line, country));
  const sure = new Sure();
  gatherReach(sure, mails.found, sites.found, phones.found);
  const apart = phones.lines.flatMap((line) => line.text.split(" | ").map((text) => ({ ...line, text })));
  gatherLines(sure, sortLines(apart, cluesOf(mails.found, sites.found)));
  return {
    fields: ReadFields.parse(sure.into.fields),
    provenance: sure.provenance,
    answers: Object.fromEntries(sure.into.answers),
    text: cleanText(all.map(({ text }) => text).join("\n"), LONGEST_TEXT),
    confidence: overall(sure, all),
  };
}
