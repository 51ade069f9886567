import { describe, expect, test } from "vitest";
import { forwardedIn, namedIn, withoutCarried } from "../../domain/mail/forward.ts";
import { filesOf } from "../../functions/runtime/capture/mail/files.ts";
import { textOfHtml } from "../../functions/runtime/capture/mail/html.ts";
import { mail, readCase } from "./case.ts";

describe("The text of a page", () => {
  test.each([
    ["<html><body><header>Acme</header><p>20 pumps</p></body></html>", "Acme 20 pumps"],
    ["<html><head><title>T</title></head><body><header>Acme</header>20 pumps</body></html>", "Acme 20 pumps"],
    ["<html><head><title>T</title><body><p>20 pumps</p></body></html>", "20 pumps"],
    ["<HEAD\n><style>p {}</STYLE ></HEAD ><BODY>İ 20 pumps", "İ 20 pumps"],
    ["<!-- a --><p>20 pumps</p><!-- <p>b</p> -->", "20 pumps"],
    ["<!--><p>20 pumps</p>", "20 pumps"],
    ["<head><p>20 pumps</p>", "20 pumps"],
    ["<p>20 pumps</p><!-- never closed", "20 pumps"],
    ["<style><p>20 pumps</p>", "20 pumps"],
    [`<p>${" ".repeat(400_000)}20 pumps</p>`, "20 pumps"],
  ])("is there whole: %#", (page, text) => {
    expect(textOfHtml(page).replaceAll(/\s+/g, " ").trim()).toBe(text);
  });

  test.each(["<style>p { color: red }</style>", "<head><title>T</title></head><body><img src='x'></body>"])(
    "is none where only marks are: %s",
    (page) => {
      expect(textOfHtml(page).trim()).toBe("");
    },
  );

  test("of marks that are never closed is found in time", () => {
    const started = performance.now();
    for (const open of ["<head ", "<style>", "<!--", "<script/", "</head "]) {
      textOfHtml(open.repeat(500_000));
    }
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});

describe("Heads in a text", () => {
  test.each([
    [600, "@"],
    [12, "@"],
    [300, "a@"],
    [120, "a@b."],
    [600, "a"],
  ])("3,000 that name nobody (%i of %s) are read in time", (count, mark) => {
    const text = `From: ${mark.repeat(count)}\n`.repeat(3000);
    const started = performance.now();
    forwardedIn(text);
    withoutCarried(text);
    expect(performance.now() - started).toBeLessThan(2000);
  });

  test("name the address from the beginning of its word", () => {
    expect(namedIn("Ana Ruiz [mailto:ana@ruiz.example]")).toEqual({
      name: "Ana Ruiz",
      address: "ana@ruiz.example",
    });
    expect(namedIn(`${"a".repeat(70)}@ruiz.example`)).toBeUndefined();
  });

  test("of a mail are found after some that are none", () => {
    const text =
      "From: our side\nSubject: pumps\nFrom: Ana <ana@ruiz.example>\nSubject: 20 pumps\n\nPlease quote.";
    expect(forwardedIn(text)).toMatchObject([{ from: { address: "ana@ruiz.example" } }]);
  });
});

describe("A mail that names somebody else in Reply-To", () => {
  const headOf = async (from: string, replyTo: string) =>
    (await readCase({ name: "any", raw: mail({ From: from, "Reply-To": replyTo, Subject: "Pumps" }, "Hi") }))
      .intake.mail;

  test.each([
    ["eve@evil.example", "ann@tea.example"],
    ["eve@gmail.com", "ann@gmail.com"],
    ["sales@acme.example", "ann@tea.example"],
  ])("is one that %s relays for %s", async (from, replyTo) => {
    expect(await headOf(from, replyTo)).toMatchObject({ from: replyTo, relayed: true });
  });

  test("is not relayed where the two are one house", async () => {
    expect((await headOf("bob@tea.example", "ann@tea.example"))?.relayed).toBeUndefined();
  });
});

test.each([
  ["application/x-中文", "application/octet-stream"],
  ["text/plain\r\nx-amz-acl: public-read", "application/octet-stream"],
  ["image/svg+xml", "image/svg+xml"],
])("a file of the type %j is stored as %s", (mimeType, contentType) => {
  const file = { filename: "a", mimeType, disposition: "attachment" as const, content: "x" };
  expect(filesOf([file])).toMatchObject([{ contentType }]);
});
