import { Webhook } from "standardwebhooks";
import { describe, expect, test } from "vitest";
import { InvalidWebhook, parseEvent, verifyWebhook } from "../../salesline-events/src/salesline-events.ts";
import { eventsOf } from "./lane.ts";

const secretOf = (text: string) => `whsec_${Buffer.from(text.padEnd(32, "."), "utf8").toString("base64")}`;
const [now, before, others] = [secretOf("now"), secretOf("before"), secretOf("others")];
const [event] = eventsOf("ord_A", 1);
const body = JSON.stringify({
  type: "order.held",
  timestamp: event?.at,
  data: { ...event, note: "Trà – 茶" },
});

const signed = (secrets: readonly string[], at = new Date()) => ({
  "webhook-id": "ord_A#1",
  "webhook-timestamp": String(Math.floor(at.getTime() / 1000)),
  "webhook-signature": secrets.map((secret) => new Webhook(secret).sign("ord_A#1", at, body)).join(" "),
});
const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000);

describe("A webhook", () => {
  test("that Salesline has signed is taken, and its event is in it", () => {
    const headers = signed([now]);
    const verified = verifyWebhook({ headers, body, secrets: now });
    expect(verified.id).toBe("ord_A#1");
    expect(Math.abs(verified.timestamp.getTime() - Date.now())).toBeLessThan(10_000);
    expect(parseEvent(verified.payload)).toMatchObject({ kind: "event", event: { id: "ord_A#1" } });
  });

  test("is taken with headers as each server has them, and with a body of bytes", () => {
    const headers = signed([now]);
    const upper = Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name.toUpperCase(), value]),
    );
    const lists = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]]));
    for (const known of [headers, upper, lists, new Headers(headers)])
      for (const bytes of [body, Buffer.from(body), new TextEncoder().encode(body)])
        expect(verifyWebhook({ headers: known, body: bytes, secrets: [now] }).id).toBe("ord_A#1");
  });

  test("is taken by either secret while one replaces the other", () => {
    const known = { body, secrets: [now, before] };
    for (const by of [[now], [before], [now, before], [others, before]])
      expect(verifyWebhook({ ...known, headers: signed(by) }).id).toBe("ord_A#1");
    expect(() => verifyWebhook({ ...known, headers: signed([others]) })).toThrow(InvalidWebhook);
  });

  test("is refused when a byte of it was changed, or its id, or its time", () => {
    const headers = signed([now]);
    const refused = (changed: object) =>
      expect(() => verifyWebhook({ headers, body, secrets: now, ...changed })).toThrow(InvalidWebhook);
    refused({ body: body.replace("order.held", "order.helt") });
    refused({ body: "" });
    refused({ secrets: others });
    refused({ headers: { ...headers, "webhook-id": "ord_A#2" } });
    refused({ headers: { ...headers, "webhook-timestamp": String(Math.floor(Date.now() / 1000) + 1) } });
    for (const signature of [
      "",
      "v1",
      "v1,",
      "v1,AAAA",
      "v2,AAAA",
      headers["webhook-signature"].slice(0, -4),
    ])
      refused({ headers: { ...headers, "webhook-signature": signature } });
  });

  test("is refused when it was signed more than five minutes ago, or ahead", () => {
    const at = (minutes: number) =>
      verifyWebhook({ headers: signed([now], minutesAgo(minutes)), body, secrets: now });
    expect(at(4.8).id).toBe("ord_A#1");
    expect(at(-4.8).id).toBe("ord_A#1");
    expect(() => at(5.2)).toThrow("Message timestamp too old");
    expect(() => at(-5.2)).toThrow("Message timestamp too new");
  });

  test("is refused when a header is missing, which is named", () => {
    for (const name of ["webhook-id", "webhook-timestamp", "webhook-signature"])
      expect(() =>
        verifyWebhook({ headers: { ...signed([now]), [name]: undefined }, body, secrets: now }),
      ).toThrow(`The header ${name} is missing`);
  });

  test("is nobody's fault but ours without a secret, or with one that is none", () => {
    const headers = signed([now]);
    for (const secrets of [[], "", "whsec_", "whsec_???"]) {
      const check = () => verifyWebhook({ headers, body, secrets });
      expect(check).toThrow(Error);
      expect(check).not.toThrow(InvalidWebhook);
    }
  });
});
