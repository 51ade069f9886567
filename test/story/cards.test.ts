import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import * as z from "zod";
import { cardOf, formOf } from "../capture/sent-cards.ts";
import { useSystem } from "./system.ts";

const PATIENCE = 240_000;
const use = useSystem({});
const picture = (name: string) => readFileSync(join(import.meta.dirname, "../fixtures/cards", name));

const Taken = z.object({
  cards: z.array(z.looseObject({ submission: z.string(), status: z.string(), lead: z.string().optional() })),
});

async function post(body: string | Buffer | FormData, headers: Record<string, string> = {}) {
  const { runtime } = use();
  const token = await runtime.issuer.issue({ roles: ["sales"], subject: "ann" });
  const answer = await fetch(`${runtime.url}/cards`, {
    method: "POST",
    body,
    headers: { authorization: `Bearer ${token}`, ...headers },
  });
  return { status: answer.status, ...Taken.parse(await answer.json()) };
}

const sales = () => use().crew.sales;

async function leadOf(submission: string | undefined) {
  const { lead } = await sales().until(`/submissions/${submission}`, ({ status }) => status === "accepted");
  return sales().until(`/leads/${String(lead)}`);
}

describe("a business card", () => {
  test("as vCard becomes a lead", { timeout: PATIENCE }, async () => {
    const { status, cards } = await post(cardOf("Vera Card", "vera@card.example"), {
      "content-type": "text/vcard",
    });
    expect([status, cards[0]?.status]).toEqual([202, "accepted"]);
    expect(await leadOf(cards[0]?.submission)).toMatchObject({
      source: "card",
      owner: "ann",
      lastName: "Card",
      email: "vera@card.example",
      provenance: { email: { from: "vcard" } },
    });
  });

  test("as photo is read and becomes a lead, and the photo can be seen", { timeout: PATIENCE }, async () => {
    const photo = picture("english.jpg");
    const { status, cards } = await post(photo, { "content-type": "image/jpeg" });
    expect([status, cards[0]?.status]).toEqual([202, "received"]);
    expect(await leadOf(cards[0]?.submission)).toMatchObject({
      source: "card",
      lastName: "Hardy",
      email: "thomas.hardy@aroundthehorn.co.uk",
      provenance: { email: { from: "ocr" } },
    });
    const { headers } = await sales().send("GET", `/submissions/${cards[0]?.submission}/files/0`);
    const seen = await fetch(String(headers["location"]));
    expect(Buffer.from(await seen.arrayBuffer()).equals(photo)).toBe(true);
  });

  test(
    "that is blurred is held, and becomes a lead when a person has corrected it",
    { timeout: PATIENCE },
    async () => {
      const { cards } = await post(picture("blurred.jpg"), { "content-type": "image/jpeg" });
      const path = `/submissions/${cards[0]?.submission}`;
      await sales().until(path, ({ status }) => status === "held");
      const fields = { firstName: "Ann", lastName: "Devon", email: "ann.devon@easternconnection.com" };
      await sales().ask("POST", `${path}/release`, { fields });
      expect(await leadOf(cards[0]?.submission)).toMatchObject({
        ...fields,
        provenance: { email: { from: "person" } },
      });
    },
  );

  test("is one of twenty from a trade show, with a double among them", { timeout: PATIENCE }, async () => {
    const names = [...Array(20).keys()].map((nth) => (nth === 13 ? 4 : nth));
    const files = Object.fromEntries(
      names.map((nth, at) => [`${at}.vcf`, cardOf(`Visitor ${nth}`, `v${nth}@tradeshow.example`)]),
    );
    const { cards } = await post(formOf(files, { event: "Tea Expo", note: "hall 4" }));
    expect(cards.map(({ status }) => status)).toEqual(
      names.map((_, at) => (at === 13 ? "merged" : "accepted")),
    );
    expect(new Set(cards.map(({ lead }) => lead)).size).toBe(20);
    expect(await leadOf(cards[19]?.submission)).toMatchObject({ campaign: "Tea Expo", note: "hall 4" });
  });
});
