import type * as z from "zod";
import type { Provenance } from "../capture/provenance.ts";
import { Email, Website } from "../kernel/text.ts";
import type { ReadFields } from "../submission/intake.ts";
import { cleanLine, cleanText } from "./clean.ts";

type Fields = z.output<typeof ReadFields>;

/** A file that lay in a card. */
export interface CardFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** What was read of a card: fields with where each is from, more of the same as answers, all else as text. */
export interface CardReading {
  readonly fields: Fields;
  readonly provenance: Provenance;
  readonly answers: Readonly<Record<string, string>>;
  readonly text: string;
  readonly language?: string;
  readonly files: readonly CardFile[];
}

/** The longest that a field of one line may be. */
const longest = {
  firstName: 100,
  lastName: 100,
  jobTitle: 100,
  company: 200,
  phone: 50,
} as const;

const labels = {
  firstName: "First name",
  lastName: "Last name",
  jobTitle: "Title",
  company: "Company",
  phone: "Phone",
} as const;

const MOST_ANSWERS = 40;
const LONGEST_ANSWER = 2000;

/** An address of the web as it is stored, with its scheme; undefined for what is none. */
export function websiteOf(written: string): string | undefined {
  const plain = written.trim().replaceAll(/\\([:;,])/g, "$1");
  const whole = /^https?:\/\//i.test(plain) ? plain : `https://${plain}`;
  return plain.includes(".") && Website.safeParse(whole).success ? whole : undefined;
}

/** Gathers what a card says: what does not fit into a field is kept as text, so that nothing is lost. */
export class Gathering {
  readonly fields: Record<string, unknown> = {};
  readonly answers = new Map<string, string>();
  readonly lines: string[] = [];

  /** Puts a text into a field that is empty; what is cut is kept whole as text. */
  put(field: keyof typeof longest, value: string): void {
    const whole = cleanLine(value, LONGEST_ANSWER);
    const fitting = cleanLine(value, longest[field]);
    if (fitting === "") return;
    if (fitting !== whole) this.say(whole);
    if (field in this.fields) this.also(labels[field], whole);
    else this.fields[field] = fitting;
  }

  /** The first address becomes the field, further ones answers; what is no address is text. */
  reach(field: "email" | "website", value: string, label: string): void {
    const written = cleanLine(value.replace(/^mailto:/i, ""), LONGEST_ANSWER);
    if (written === "") return;
    const address = field === "email" ? written.replaceAll(" ", "") : websiteOf(written);
    const fits = address !== undefined && (field === "website" || Email.safeParse(address).success);
    if (!fits) this.say(`${label}: ${written}`);
    else if (field in this.fields) this.also(label, address);
    else this.fields[field] = address;
  }

  /** Keeps a further value beside the fields, under a label that is free. */
  also(label: string, value: string): void {
    const text = cleanText(value, LONGEST_ANSWER);
    const name = cleanLine(label, 90);
    if (text === "" || name === "" || [...this.answers.values()].includes(text)) return;
    if (this.answers.size >= MOST_ANSWERS) return this.say(`${name}: ${text}`);
    let free = name;
    for (let nth = 2; this.answers.has(free); nth += 1) free = `${name} ${nth}`;
    this.answers.set(free, text);
  }

  say(line: string): void {
    const text = cleanText(line, 20_000);
    if (text !== "") this.lines.push(text);
  }
}
