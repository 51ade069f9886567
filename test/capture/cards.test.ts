import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { HttpHandler } from "../../functions/runtime/edge.ts";
import { type Business, startBusiness } from "../support/business.ts";
import { type IntakeServer, startIntake } from "../support/intake.ts";
import { send } from "../support/request.ts";
import { cardOf, formOf, pngHead, type SentCards, sendCards } from "./sent-cards.ts";

let business: Business;
let intake: IntakeServer;
let cards: HttpHandler;
let get: HttpHandler;

beforeAll(async () => {
  business = await startBusiness();
  intake = await startIntake();
  ({ handler: cards } = await import("../../functions/capture/cards.ts"));
  ({ handler: get } = await import("../../functions/read/get.ts"));
});
afterAll(async () => {
  await intake.stop();
  await business.stop();
});

const post = (sent: SentCards) => sendCards(cards, sent);
const submission = async (id: string | undefined) =>
  (await send(get, { route: "GET /submissions/{id}", id: id ?? "" })).body;

describe("a vCard", () => {
  test("is accepted at once, as a lead of who sent it, with the event as campaign and the note before its own", async () => {
    const card = cardOf("Ann Baker", "ann@baker.example").replace("END", "NOTE:likes green tea\r\nEND");
    const query = { event: "Tea Expo 2026", note: "call in June" };
    const { status, body } = await post({ type: "text/vcard", body: card, query });
    expect(status).toBe(202);
    const [entry] = body.cards;
    expect(entry).toMatchObject({ file: "card.vcf", status: "accepted", reasons: [{ code: "new" }] });
    expect(await submission(entry?.submission)).toMatchObject({
      source: "card",
      status: "accepted",
      lead: entry?.lead,
      owner: "ann",
      campaign: "Tea Expo 2026",
      text: "call in June\n\nlikes green tea",
      fields: { firstName: "Ann", lastName: "Baker", email: "ann@baker.example" },
      provenance: { email: { from: "vcard" } },
    });
  });

  test("lies in the bucket as it came", async () => {
    const card = cardOf("Raw First", "raw@first.example");
    const { body } = await post({ type: "text/x-vcard", body: card });
    const { raw } = await submission(body.cards[0]?.submission);
    expect(raw).toMatchObject({ name: "card.vcf", contentType: "text/vcard", bytes: card.length });
    const [key] = Object.entries(raw ?? {}).flatMap(([name, value]) =>
      name === "key" ? [String(value)] : [],
    );
    expect(Buffer.from(await intake.get(key ?? "")).toString()).toBe(card);
  });

  test("keeps its photo as a file, not in the record", async () => {
    const photo = Buffer.from(pngHead(200, 100)).toString("base64");
    const card = cardOf("Photo Phil", "phil@photo.example").replace(
      "END",
      `PHOTO;ENCODING=b;TYPE=PNG:${photo}\r\nEND`,
    );
    const { body } = await post({ type: "text/vcard", body: card });
    const kept = await submission(body.cards[0]?.submission);
    expect(kept["files"]).toMatchObject([{ name: "photo.png", contentType: "image/png", bytes: 64 }]);
    expect(JSON.stringify(kept)).not.toContain(photo.slice(0, 20));
  });

  test("sent again with its key gets the same answer, and another one with this key is a conflict", async () => {
    const sent = { type: "text/vcard", body: cardOf("Kay Key", "kay@key.example"), key: "kay" };
    const first = await post(sent);
    expect(await post(sent)).toEqual(first);
    const other = await post({ ...sent, body: cardOf("Kim Key", "kim@key.example") });
    expect(other).toMatchObject({ status: 409, body: { code: "conflict" } });
  });

  test("of the same person is added to the lead that there is", async () => {
    const first = await post({ type: "text/vcard", body: cardOf("Mo Merge", "mo@merge.example") });
    const again = await post({ type: "text/vcard", body: cardOf("Maurice Merge", "mo+x@merge.example") });
    expect(again.body.cards[0]).toMatchObject({
      status: "merged",
      into: { stage: "lead", id: first.body.cards[0]?.lead },
    });
  });

  test("that is scanned again with another note is no repeat: the note reaches the lead", async () => {
    const scan = (query: Record<string, string>) =>
      post({ type: "text/vcard", body: cardOf("Nora Note", "nora@note.example"), query });
    const reasons: unknown[] = [];
    for (const query of [
      { note: "tea" },
      { note: "tea" },
      { note: "coffee" },
      { note: "tea", event: "Expo" },
    ]) {
      const { body } = await scan(query);
      reasons.push(body.cards[0]?.reasons?.map(({ code }) => code).includes("repeat"));
    }
    expect(reasons).toEqual([false, true, false, false]);
  });

  test("that names nobody is held", async () => {
    const { body } = await post({ type: "text/vcard", body: "BEGIN:VCARD\nTITLE:Boss\nEND:VCARD" });
    expect(body.cards[0]).toMatchObject({ status: "held", reasons: [{ code: "no-person" }] });
  });
});

describe("many cards", () => {
  test("of one file are a submission each, which all name the file", async () => {
    const file = [1, 2, 3].map((n) => cardOf(`Nr ${n}`, `nr${n}@many.example`)).join("");
    const { body } = await post({ body: formOf({ "stand.vcf": file }, { event: "Expo" }) });
    expect(body.cards.map(({ file: name, card, status }) => [name, card, status])).toEqual([
      ["stand.vcf", 1, "accepted"],
      ["stand.vcf", 2, "accepted"],
      ["stand.vcf", 3, "accepted"],
    ]);
    const [one, two] = await Promise.all(body.cards.slice(0, 2).map(({ submission: id }) => submission(id)));
    expect(one?.["raw"]).toEqual(two?.["raw"]);
  });

  test("of a trade show come in one go: vCards, a code, a photo; the one that cannot be read is not the end of the others", async () => {
    const files = {
      "a.vcf": cardOf("Show One", "one@show.example"),
      "b.txt": "MECARD:N:Two,Show;EMAIL:two@show.example;;",
      "c.png": pngHead(800, 500),
      "d.heic": Buffer.from("\0\0\0\x18ftypheic\0\0\0\0"),
      "e.vcf": "no card at all",
      "f.vcf": cardOf("Show One", "one@show.example"),
    };
    const { status, body } = await post({
      body: formOf(files, { event: "Show", note: "hall 3", card: "MECARD:N:Three,Show;TEL:+442079460958;;" }),
    });
    expect(status).toBe(202);
    expect(body.cards.map(({ file, status: verdict, error }) => [file, verdict, error?.code])).toEqual([
      ["a.vcf", "accepted", undefined],
      ["b.txt", "accepted", undefined],
      ["c.png", "received", undefined],
      ["d.heic", undefined, "unsupported_media_type"],
      ["e.vcf", "rejected", "rule_broken"],
      ["f.vcf", "merged", undefined],
      ["card-1.txt", "accepted", undefined],
    ]);
    expect(await submission(body.cards[4]?.submission)).toMatchObject({
      status: "rejected",
      reasons: [{ code: "not-a-card" }],
    });
    expect(await submission(body.cards[2]?.submission)).toMatchObject({
      text: "hall 3",
      campaign: "Show",
      raw: { contentType: "image/png" },
    });
  });

  test("as text of QR codes come as JSON", async () => {
    const json = {
      cards: ["MECARD:N:Jay,Son;TEL:+442079460959;;"],
      event: "Expo",
      language: "vi",
      owner: "bob",
    };
    const { body } = await post({ type: "application/json", body: JSON.stringify(json) });
    expect(await submission(body.cards[0]?.submission)).toMatchObject({
      language: "vi",
      owner: "bob",
      campaign: "Expo",
    });
  });

  test("beyond a hundred are refused before the first is taken", async () => {
    const file = [...Array(101).keys()].map((n) => cardOf(`Nr ${n}`, `n${n}@more.example`)).join("");
    const answer = await post({ type: "text/vcard", body: file });
    expect(answer).toMatchObject({
      status: 413,
      body: { code: "too_large", detail: expect.stringContaining("101 cards are too many") },
    });
  });
});

describe("what is refused says what to do instead", () => {
  test.each([
    [
      "image/heic",
      "\0\0\0\x18ftypheic\0\0\0\0",
      415,
      "HEIC or AVIF, which is not read: send the photo as JPEG or PNG",
    ],
    ["image/gif", "GIF89a\x10\0\x10\0", 415, "This is GIF"],
    ["image/webp", "RIFF\x24\0\0\0WEBPVP8 \x18\0\0\0\x30\x01\0\x9d\x01\x2a\x10\0\x10\0", 415, "This is WebP"],
    ["image/tiff", "II*\0\x08\0\0\0", 415, "JPEG or PNG"],
    ["application/pdf", "%PDF-1.7", 415, "This is PDF"],
    ["image/jpeg", "\xff\xd8\xff\xe0", 415, "damaged JPEG"],
    ["application/zip", "PK", 415, "application/zip is not taken"],
    ["application/json", "{", 400, "not valid JSON"],
    ["application/json", '{"cards":[]}', 400, "/cards"],
    ["application/json", '{"cards":["x"],"campain":"y"}', 400, '"campain" is not a field'],
    ["multipart/form-data", "x", 400, "boundary"],
    [
      "multipart/form-data; boundary=x",
      "--x\r\nContent-Disposition: form-data; name=a",
      400,
      "no complete form",
    ],
    [
      "multipart/form-data; boundary=x",
      '--x\r\nContent-Disposition: form-data; name=file; filename="a.vcf"\r\n\r\nBEGIN',
      400,
      "no complete form",
    ],
    ["text/vcard", "BEGIN:VCARD\nFN:M\uFFFDller\nEND:VCARD", 400, "not in UTF-8"],
  ])("%s %j", async (type, content, expected, words) => {
    const { status, body } = await post({
      type,
      body: type.startsWith("text/") ? content : Buffer.from(content, "latin1"),
    });
    expect(status).toBe(expected);
    expect(body.detail).toContain(words);
  });

  test("a picture that would unpack to gigabytes", async () => {
    const bomb = await post({ type: "image/png", body: pngHead(30_000, 30_000) });
    expect(bomb).toMatchObject({
      status: 413,
      body: { detail: expect.stringContaining("30000 x 30000 pixels, at most 10000") },
    });
    const wide = await post({ type: "image/png", body: pngHead(9000, 9000) });
    expect(wide).toMatchObject({ status: 413, body: { detail: expect.stringContaining("60 million") } });
    const tiny = await post({ type: "image/png", body: pngHead(20, 20) });
    expect(tiny).toMatchObject({ status: 422, body: { detail: expect.stringContaining("at least 50") } });
  });

  test("a body that Lambda would not take", async () => {
    const { status, body } = await post({
      type: "image/png",
      body: Buffer.concat([pngHead(900, 900), Buffer.alloc(4_400_000)]),
    });
    expect(status).toBe(413);
    expect(body.detail).toContain("at most 4400000 are taken");
  });

  test("a caller without the role, and one without a token", async () => {
    const sent = { type: "text/vcard", body: cardOf("A", "a@a.example") };
    expect((await post({ ...sent, groups: "[finance]" })).status).toBe(403);
  });
});
