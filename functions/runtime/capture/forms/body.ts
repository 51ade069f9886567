import { createHash } from "node:crypto";
import type { Posted, PostedFile } from "../../../../domain/form/posted.ts";
import { type Refusal, refuse } from "../../../../domain/kernel/refusal.ts";
import { madeStorable } from "../../../../domain/kernel/text.ts";
import type { HttpEvent } from "../../edge.ts";
import type { SentFile, SentForm } from "../multipart.ts";
import { jsonPairs } from "./json-body.ts";
import { multipartParts } from "./multipart-body.ts";

/** A file of a post with its bytes. */
export interface ReceivedFile extends PostedFile {
  readonly content: Uint8Array;
}

/** A post as it came. */
export interface Received {
  readonly ok: true;
  readonly posted: Posted;
  readonly files: readonly ReceivedFile[];
}

/** The most bytes of all values together: an event must fit into 240 KB with what is read of them. */
const MOST_TEXT_BYTES = 90_000;
const MOST_NAMES = 200;
const LONGEST_NAME = 100;
const MOST_VALUES = 50;

const tooLarge = (what: string, most: string) =>
  refuse("too_large", `${what} too large: at most ${most} ${what.endsWith("are") ? "are" : "is"} taken`);

function bytesOf({ body = "", isBase64Encoded }: HttpEvent): Buffer {
  return Buffer.from(body, isBase64Encoded ? "base64" : "utf8");
}

function valuesOf(
  pairs: readonly (readonly [string, string])[],
): ReadonlyMap<string, readonly string[]> | Refusal {
  const values = new Map<string, string[]>();
  let bytes = 0;
  for (const [name, value] of pairs) {
    bytes += Buffer.byteLength(name) + Buffer.byteLength(value);
    // Every object has it already: as a field it would change the object instead of being kept in it.
    if (name === "__proto__") continue;
    if (name.length > LONGEST_NAME)
      return refuse("invalid_input", `A field has a name of more than ${LONGEST_NAME} characters`);
    values.set(madeStorable(name), [...(values.get(madeStorable(name)) ?? []), madeStorable(value)]);
  }
  if (bytes > MOST_TEXT_BYTES) return tooLarge("The texts are", `${MOST_TEXT_BYTES} bytes`);
  if (values.size > MOST_NAMES) return refuse("invalid_input", `There are more than ${MOST_NAMES} fields`);
  const many = [...values].find(([, list]) => list.length > MOST_VALUES);
  if (many === undefined) return values;
  return refuse("invalid_input", `The field ${many[0]} has more than ${MOST_VALUES} values`);
}

function fileOf({ field, name, contentType, bytes: content }: SentFile): ReceivedFile {
  const hash = createHash("sha256").update(content).digest("hex");
  return {
    field: madeStorable(field),
    name: nameOf(name),
    contentType: typeOf(contentType),
    bytes: content.length,
    hash,
    content,
  };
}

/** A name without the folders that old browsers send with it. */
function nameOf(name: string): string {
  const last = madeStorable(name).split(/[\\/]/).at(-1)?.trim() ?? "";
  return last === "" ? "file" : last.slice(-200).toWellFormed();
}

function typeOf(contentType: string): string {
  return /^[\w.+-]{1,50}\/[\w.+-]{1,60}$/.test(contentType)
    ? contentType.toLowerCase()
    : "application/octet-stream";
}

async function parse(event: HttpEvent): Promise<SentForm | Refusal> {
  const bytes = bytesOf(event);
  const type = event.headers["content-type"] ?? "";
  const kind = type.split(";", 1)[0]?.trim().toLowerCase();
  if (kind === "multipart/form-data") return multipartParts(bytes, type);
  if (bytes.length > MOST_TEXT_BYTES * 4) return tooLarge("The body is", `${MOST_TEXT_BYTES * 4} bytes`);
  if (kind === "application/json") {
    const pairs = jsonPairs(bytes.toString());
    return "ok" in pairs ? pairs : { ok: true, fields: pairs, files: [] };
  }
  if (kind === "application/x-www-form-urlencoded") {
    return { ok: true, fields: [...new URLSearchParams(bytes.toString())], files: [] };
  }
  const message =
    "Send the form as application/x-www-form-urlencoded, multipart/form-data or application/json";
  return refuse("unsupported_media_type", message);
}

/** Takes a post apart, whichever of the three encodings it has. */
export async function receive(event: HttpEvent): Promise<Received | Refusal> {
  const parsed = await parse(event);
  if (!parsed.ok) return parsed;
  // An empty file field is posted as a file without a name and without bytes.
  const files = parsed.files.filter(({ name, bytes }) => name !== "" || bytes.length > 0).map(fileOf);
  const named = files.map(({ field, name }) => [field, name] as const);
  const values = valuesOf([...parsed.fields, ...named]);
  if ("ok" in values) return values;
  const known = files.map((file) => {
    const { content: _, ...rest } = file;
    return rest;
  });
  return { ok: true, posted: { values, files: known }, files };
}
