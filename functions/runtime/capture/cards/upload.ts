import { invalidInput } from "../../../../domain/kernel/invalid.ts";
import { type Refusal, refuse } from "../../../../domain/kernel/refusal.ts";
import type { HttpEvent } from "../../edge.ts";
import { type NotTaken, readMultipart, type SentFile } from "../multipart.ts";
import { MOST_BYTES, MOST_CARDS } from "./limits.ts";
import { CardOptions, CardsBody } from "./options.ts";

/** Cards as they were sent. */
export interface Upload {
  readonly options: CardOptions;
  readonly files: readonly SentFile[];
}

type Read = ({ readonly ok: true } & Upload) | Refusal;

const TEXTS = new Set(["text/vcard", "text/x-vcard", "text/plain", "text/directory"]);
const BINARY = new Set(["application/octet-stream", "image/jpeg", "image/jpg", "image/png"]);
const TAKEN = [
  "text/vcard",
  "text/plain",
  "application/json",
  "image/jpeg",
  "image/png",
  "multipart/form-data",
];

/** What the cards lie in, by the type without its parameters. */
function unsupported(type: string): Refusal {
  const named = type === "" ? "Say what the body is" : `${type} is not taken`;
  return refuse(
    "unsupported_media_type",
    `${named}: send a card as vCard or MeCard text (text/vcard, text/plain), a photo of one as JPEG or PNG, many as multipart/form-data`,
    { allowed: TAKEN },
  );
}

function said(event: HttpEvent, body: object): { ok: true; options: CardOptions } | Refusal {
  const parsed = CardOptions.safeParse({ ...event.queryStringParameters, ...body });
  return parsed.success ? { ok: true, options: parsed.data } : invalidInput(parsed.error);
}

const asFile = (card: string, nth: number): SentFile => ({
  field: "card",
  name: `card-${nth + 1}.txt`,
  contentType: "text/plain",
  bytes: Buffer.from(card),
});

function ofJson(event: HttpEvent, bytes: Uint8Array): Read {
  try {
    const parsed = CardsBody.safeParse(JSON.parse(Buffer.from(bytes).toString()));
    if (!parsed.success) return invalidInput(parsed.error);
    const { cards, ...body } = parsed.data;
    const about = said(event, body);
    return about.ok ? { ...about, files: cards.map(asFile) } : about;
  } catch {
    return refuse("invalid_input", "The body is not valid JSON: check quotes, commas and brackets");
  }
}

const limits = { files: MOST_CARDS, fields: 120, fieldSize: 100_000, fileSize: MOST_BYTES };

function refusalOf(not: NotTaken): Refusal {
  if (not.why === "malformed") {
    return refuse(
      "invalid_input",
      'The body is no complete form: send "content-type: multipart/form-data" with its boundary, and the whole body',
    );
  }
  if (not.why === "too-long") {
    return refuse("too_large", `The field ${not.field} is longer than ${limits.fieldSize} bytes`);
  }
  return not.why === "too-many-fields"
    ? refuse("too_large", `At most ${limits.fields} fields are taken at once`)
    : refuse("too_large", `At most ${MOST_CARDS} files are taken at once: send the rest in a second request`);
}

/** Fields called `card` hold text, as a QR code gives it. */
async function ofForm(event: HttpEvent, contentType: string, bytes: Uint8Array): Promise<Read> {
  const form = await readMultipart(contentType, bytes, limits);
  if (!form.ok) return refusalOf(form);
  const texts = form.fields.filter(([name]) => name === "card").map(([, card]) => card);
  const about = said(
    event,
    Object.fromEntries(form.fields.filter(([name, value]) => name !== "card" && value !== "")),
  );
  return about.ok ? { ...about, files: [...form.files, ...texts.map(asFile)] } : about;
}

function ofOne(event: HttpEvent, contentType: string, bytes: Uint8Array): Read {
  const about = said(event, {});
  if (!about.ok) return about;
  const [type = ""] = contentType.split(";");
  const extension = type.startsWith("image/") ? type.slice("image/".length) : "vcf";
  // What the gateway hands on as text is UTF-8, whatever it was sent as.
  const asSent = event.isBase64Encoded ? contentType : type;
  return { ...about, files: [{ field: "card", name: `card.${extension}`, contentType: asSent, bytes }] };
}

/** A character that only stands for bytes that were no text. */
const DAMAGED = "\uFFFD";

/** The gateway hands text on as UTF-8: what was written otherwise has lost its letters on the way. */
function damaged({ body = "", isBase64Encoded }: HttpEvent): Refusal | undefined {
  if (isBase64Encoded || !body.includes(DAMAGED)) return undefined;
  return refuse(
    "invalid_input",
    "The text is not in UTF-8 and was damaged on its way: send the file as multipart/form-data, which keeps its bytes",
  );
}

/** Takes a request to POST /cards apart: files, and what is said of all of them. */
export async function uploadOf(event: HttpEvent): Promise<Read> {
  const contentType = event.headers["content-type"] ?? "";
  const type = (contentType.split(";")[0] ?? "").trim().toLowerCase();
  const bytes = Buffer.from(event.body ?? "", event.isBase64Encoded ? "base64" : "utf8");
  if (bytes.length === 0) return refuse("invalid_input", "The body is empty: send at least one card");
  if (bytes.length > MOST_BYTES) {
    const message = `The body has ${bytes.length} bytes, at most ${MOST_BYTES} are taken: send fewer or smaller photos at once`;
    return refuse("too_large", message);
  }
  if (type === "multipart/form-data") return ofForm(event, contentType, bytes);
  if (type === "application/json") return ofJson(event, bytes);
  // Other pictures are named by what they are, which says best what to send instead.
  if (BINARY.has(type) || type.startsWith("image/") || type === "application/pdf")
    return ofOne(event, contentType, bytes);
  return TEXTS.has(type) ? (damaged(event) ?? ofOne(event, contentType, bytes)) : unsupported(type);
}
