import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { receiveSubmission } from "../../domain/submission/actions.ts";
import { dispositionOf } from "../../functions/runtime/capture/submission-file.ts";
import type { HttpHandler } from "../../functions/runtime/edge.ts";
import { openIntakeBucket } from "../../functions/runtime/intake-bucket.ts";
import { type Business, startBusiness } from "../support/business.ts";
import { type IntakeServer, startIntake } from "../support/intake.ts";
import { send } from "../support/request.ts";

let business: Business;
let intake: IntakeServer;
let file: HttpHandler;
let id: string;

const page = Buffer.from("<script>alert(1)</script>");
const stored = (key: string, name: string, contentType: string) => ({
  key,
  name,
  contentType,
  bytes: page.length,
});

beforeAll(async () => {
  business = await startBusiness();
  intake = await startIntake();
  ({ handler: file } = await import("../../functions/capture/submission-file.ts"));
  const bucket = openIntakeBucket();
  await bucket.put("mail/1", Buffer.from("Subject: tea"), "message/rfc822");
  await bucket.put("mail/1-a", page, "text/html");
  const raw = stored("mail/1", "mail.eml", "message/rfc822");
  const files = [stored("mail/1-a", 'Angebot "Tee" für Grün;.html', "text/html")];
  ({ id } = await business.act(receiveSubmission, { source: "email", raw, files }));
});
afterAll(async () => {
  await intake.stop();
  await business.stop();
});

const ask = (n: string, more: { groups?: string; id?: string } = {}) =>
  send(file, {
    route: "GET /submissions/{id}/files/{n}",
    path: { id: more.id ?? id, n },
    groups: more.groups,
  });

describe("the files of a submission", () => {
  test("are led to: 0 is what came, as it came, to be saved and not to be shown", async () => {
    const { status, headers } = await ask("0");
    expect(status).toBe(302);
    expect(headers["cache-control"]).toBe("no-store");
    const url = new URL(String(headers["location"]));
    expect(url.searchParams.get("X-Amz-Expires")).toBe("300");
    const answer = await fetch(url);
    expect(await answer.text()).toBe("Subject: tea");
    expect(url.searchParams.get("response-content-disposition")).toBe(
      `attachment; filename="mail.eml"; filename*=UTF-8''mail.eml`,
    );
    expect(url.searchParams.get("response-content-type")).toBe("message/rfc822");
  });

  test("are never shown as a page of the bucket, whatever their sender called them", async () => {
    const { headers } = await ask("1");
    const url = new URL(String(headers["location"]));
    expect(url.searchParams.get("response-content-type")).toBe("application/octet-stream");
    expect(await (await fetch(url)).text()).toBe(page.toString());
  });

  test("that are not there are not found", async () => {
    expect(await ask("2")).toMatchObject({
      status: 404,
      body: { detail: expect.stringContaining("1 further files") },
    });
    for (const n of ["-1", "x", "01", "1e3", ""]) expect((await ask(n)).status).toBe(404);
    expect((await ask("0", { id: "sub_0000000000" })).status).toBe(404);
    expect((await ask("0", { id: "lea_0000000000" })).status).toBe(404);
  });

  test("are for who may see submissions", async () => {
    expect((await ask("0", { groups: "[]" })).status).toBe(403);
    for (const groups of ["[sales]", "[fulfilment]", "[finance]", "[admin]"]) {
      expect((await ask("0", { groups })).status).toBe(302);
    }
  });
});

test("a name cannot break out of its header", () => {
  expect(dispositionOf('a"; b\r\nX: y.pdf')).toBe(
    `attachment; filename="a_ b_X_ y.pdf"; filename*=UTF-8''a%22%3B%20b%0D%0AX%3A%20y.pdf`,
  );
  expect(dispositionOf("Báo giá (1).pdf")).toBe(
    "attachment; filename=\"Bao gia _1_.pdf\"; filename*=UTF-8''B%C3%A1o%20gi%C3%A1%20%281%29.pdf",
  );
});
