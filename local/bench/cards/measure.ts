import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readLines } from "../../../domain/card/photo/read-lines.ts";
import { plainName } from "../../../domain/person/names.ts";
import { phoneE164 } from "../../../domain/kernel/phone.ts";
import { shippedPolicy } from "../../../domain/capture/policy.ts";
import { openOcr } from "../../../functions/runtime/capture/cards/ocr.ts";
import { startTextract } from "../../textract/textract.ts";
import { type DrawnCard, drawCards } from "./render.ts";

const fields = ["name", "marks", "title", "company", "email", "phone", "website", "street", "city"] as const;
type Field = (typeof fields)[number];

const plain = (text = "") =>
  text
    .normalize("NFC")
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, "");

function rightOf(
  { person }: DrawnCard,
  { fields: read }: ReturnType<typeof readLines>,
): Readonly<Record<Field, boolean>> {
  const country = person.language === "vi" ? "VN" : "";
  const numbers = [person.phone, person.mobile].map((number) => phoneE164(number, country) ?? number);
  const { address = {} } = read;
  return {
    // Without the marks of letters, then with them.
    name:
      plainName(`${read.firstName} ${read.lastName}`) === plainName(`${person.firstName} ${person.lastName}`),
    marks:
      plain(read.firstName) === plain(person.firstName) && plain(read.lastName) === plain(person.lastName),
    title: plain(read.jobTitle) === plain(person.title),
    company: plain(read.company) === plain(person.company),
    email: read.email === person.email,
    phone: numbers.includes(phoneE164(read.phone ?? "", country) ?? ""),
    website: plain(read.website).endsWith(plain(person.website)),
    street: plain(Object.values(address).join("")).includes(plain(person.street)),
    city: plain(Object.values(address).join("")).includes(plain(townOf(person.city))),
  };
}

const percent = (part: number, whole: number) => `${Math.round((100 * part) / Math.max(1, whole))} %`;

/** A town without its postal code. */
const townOf = (city: string) =>
  city
    .replace(/,.*/, "")
    .split(" ")
    .filter((word) => !/\d/.test(word))
    .join(" ");

/** Draws cards, reads them as the function does, and tells how much of each field was right. */
async function measure(most: number, folder: string | undefined): Promise<void> {
  const cards = await drawCards(most);
  Object.assign(process.env, {
    AWS_REGION: "local",
    AWS_ACCESS_KEY_ID: "local",
    AWS_SECRET_ACCESS_KEY: "local",
  });
  const textract = await startTextract();
  process.env["AWS_ENDPOINT_URL_TEXTRACT"] = textract.url;
  const ocr = openOcr();
  const right = new Map<Field, number>();
  let [held, milliseconds] = [0, 0];
  for (const [nth, card] of cards.entries()) {
    const began = performance.now();
    const read = await ocr.read(card.picture);
    milliseconds += performance.now() - began;
    const reading = readLines("lines" in read ? read.lines : [], "");
    const found = rightOf(card, reading);
    for (const field of fields) right.set(field, (right.get(field) ?? 0) + Number(found[field]));
    const isHeld = reading.confidence < shippedPolicy.cards.holdBelow;
    held += Number(isHeld);
    const wrong = fields.filter((field) => !found[field]);
    console.log(
      `${card.layout}: ${reading.confidence} %${isHeld ? " held" : ""}${wrong.length > 0 ? `, wrong: ${wrong.join(", ")}` : ""}`,
    );
    if (wrong.length > 0 && process.env["VERBOSE"] !== undefined)
      console.log(JSON.stringify({ ...reading, provenance: undefined }));
    if (folder === undefined) continue;
    mkdirSync(folder, { recursive: true });
    const isPng = card.picture[0] === 0x89;
    writeFileSync(join(folder, `${nth}-${card.person.language}.${isPng ? "png" : "jpg"}`), card.picture);
    writeFileSync(
      join(folder, `${nth}.json`),
      JSON.stringify({ lines: "lines" in read ? read.lines : [], person: card.person, layout: card.layout }),
    );
  }
  await textract.stop();
  const told = fields.map((field) => `${field} ${percent(right.get(field) ?? 0, cards.length)}`);
  console.log(
    `${cards.length} cards, ${Math.round(milliseconds / Math.max(1, cards.length))} ms each, ${held} held: ${told.join(", ")}`,
  );
}

await measure(Number(process.argv[2] ?? 32), process.argv[3]);
