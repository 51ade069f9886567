import ICAL from "ical.js";
import * as z from "zod";
import { bytesOf, decoded } from "./charset.ts";
import type { Property } from "./property.ts";

/** A line of a vCard taken apart, its value as it was written. */
interface RawLine {
  readonly group: string | undefined;
  readonly name: string;
  readonly parameters: readonly (readonly [string, string])[];
  readonly value: string;
}

const LONGEST_HEAD = 2000;
const HEAD = /^(?:([\w-]+)\.)?([\w-]+)((?:;(?:"[^"]*"|[^":;])*)*):/;
const PARAMETER = /;((?:"[^"]*"|[^":;])*)/g;
const unquoted = (value: string) => value.replaceAll('"', "").trim();

/** Version 2.1 leaves names of parameters away: `TEL;WORK;FAX`. */
function parameterOf(written: string): readonly [string, string] {
  const at = written.indexOf("=");
  if (at !== -1) return [written.slice(0, at).trim().toLowerCase(), unquoted(written.slice(at + 1))];
  const bare = written.trim().toLowerCase();
  return [["quoted-printable", "base64", "b", "8bit"].includes(bare) ? "encoding" : "type", bare];
}

function takenApart(line: string): RawLine | undefined {
  const head = HEAD.exec(line.slice(0, LONGEST_HEAD));
  if (head === null) return undefined;
  const [whole, group, name = "", written = ""] = head;
  const parameters = [...written.matchAll(PARAMETER)].map(([, parameter = ""]) => parameterOf(parameter));
  return {
    group: group?.toLowerCase(),
    name: name.toLowerCase(),
    parameters,
    value: line.slice(whole.length),
  };
}

const HEX = /=([0-9A-Fa-f]{2})/g;

/** The bytes of a quoted-printable value, each as one character; what is no such code stays as it is. */
function unquotedPrintable(value: string): string {
  return value.replaceAll(HEX, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}

function valueOf({ value, parameters }: RawLine, isBytes: boolean): string {
  const all = new Map(parameters);
  const charset = all.get("charset");
  if (all.get("encoding")?.toLowerCase() === "quoted-printable") {
    const bytes = unquotedPrintable(value);
    // Characters beyond a byte were written as they are beside the codes.
    const isText = /[\u0100-\uFFFF]/.test(bytes);
    return isText ? bytes : decoded(bytesOf(bytes), charset);
  }
  return isBytes ? decoded(bytesOf(value), charset) : value;
}

const DATA_URI = /^data:([\w.+/-]+);base64,/i;
const MOST_BASE64 = 8_000_000;

function dataOf({ value, parameters }: RawLine): Property["data"] {
  const all = new Map(parameters);
  const uri = DATA_URI.exec(value.slice(0, 200));
  const encoding = all.get("encoding")?.toLowerCase();
  if (uri === null && encoding !== "base64" && encoding !== "b") return undefined;
  const written = value.slice(uri?.[0].length ?? 0).replaceAll(/\s+/g, "");
  if (written.length > MOST_BASE64) return undefined;
  try {
    const kind = all.get("mediatype") ?? all.get("type") ?? "";
    return { bytes: bytesOf(atob(written)), contentType: (uri?.[1] ?? kind).toLowerCase() };
  } catch {
    return undefined;
  }
}

const Values = z.array(z.union([z.string(), z.array(z.union([z.string(), z.array(z.string())]))]));

/** Some programs escape what need not be. */
const plain = (text: string) => text.replaceAll(/\\([;:,])/g, "$1");

/** Values as vCards structure and escape them, by the library. */
function structured(name: string, value: string): Property["values"] {
  const known = Object.hasOwn(ICAL.design.vcard3.property, name) ? name : "note";
  try {
    const [, , , ...values] = ICAL.parse.property(`${known};VALUE=text:${value}`, ICAL.design.vcard3);
    return Values.parse(values).map((each) =>
      typeof each === "string"
        ? plain(each)
        : each.map((part) => (typeof part === "string" ? part : part.join(" "))),
    );
  } catch {
    return [value];
  }
}

const PREFERRED = 1;
const USUAL_PREF = 50;

function prefOf(types: readonly string[], written: string | undefined): number {
  const number = Number(written);
  if (written !== undefined && Number.isInteger(number) && number >= 1 && number <= 100) return number;
  return types.includes("pref") ? PREFERRED : USUAL_PREF;
}

/** A line of a vCard; undefined for one that is none. In version 2.1 a comma parts nothing. */
export function propertyOf(line: string, isBytes: boolean, isOld: boolean): Property | undefined {
  const raw = takenApart(line);
  if (raw === undefined) return undefined;
  const { name, group, parameters } = raw;
  const types = parameters
    .filter(([key]) => key === "type")
    .flatMap(([, value]) => value.toLowerCase().split(","))
    .map((type) => type.trim());
  const data = dataOf(raw);
  const pref = prefOf(types, new Map(parameters).get("pref"));
  if (data !== undefined) return { name, group, types, pref, values: [], data };
  const value = valueOf(raw, isBytes).replaceAll(/\r\n|\r|\n/g, "\\n");
  const kept = isOld ? value.replaceAll(/(?<!\\),/g, "\\,") : value;
  return { name, group, types, pref, values: structured(name, kept) };
}
