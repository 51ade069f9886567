import { describe, expect, test } from "vitest";
import { Intake } from "../../domain/submission/intake.ts";
import { type MailCase, readCase } from "./case.ts";
import { corpus } from "./corpus/corpus.ts";
import { automatic } from "./corpus/automatic.ts";
import { broken } from "./corpus/broken.ts";
import { charsets } from "./corpus/charsets.ts";
import { forwards } from "./corpus/forwards.ts";
import { mailers } from "./corpus/mailers.ts";
import { replies } from "./corpus/replies.ts";
import { signatures } from "./corpus/signatures.ts";

const longest = 20_000;

/** What is expected, with what a case does not say left out. */
function expectedOf({ code, verdict, fields, from, isReply, text, files }: MailCase): object {
  const said = { verdict, fields, from, isReply, files };
  return {
    code,
    ...Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined)),
    ...(text !== undefined && { text: typeof text === "string" ? text : expect.stringMatching(text) }),
  };
}

async function judgeCase(of: MailCase): Promise<void> {
  const { intake, hint, parsed } = await readCase(of);
  expect(Intake.safeParse(intake).error).toBeUndefined();
  const { fields = {}, text = "", mail } = intake;
  const found = {
    code: hint?.reasons[0]?.code ?? (parsed.unreadable === undefined ? undefined : "unreadable"),
    verdict: hint?.verdict,
    fields,
    from: mail?.from,
    isReply: mail?.isReply,
    text,
    files: parsed.files.map(({ name }) => name),
  };
  expect(found).toMatchObject(expectedOf(of));
  expect((of.without ?? []).filter((field) => fields[field] !== undefined)).toEqual([]);
  expect(text.length).toBeLessThanOrEqual(longest);
}

test("there are more than 150 of them, each with a name of its own", () => {
  expect(corpus.length).toBeGreaterThan(150);
  expect(new Set(corpus.map(({ name }) => name)).size).toBe(corpus.length);
});

describe("First mails", () => {
  test.each(mailers)("$name", judgeCase);
});

describe("Signatures", () => {
  test.each(signatures)("$name", judgeCase);
});

describe("Answers", () => {
  test.each(replies)("$name", judgeCase);
});

describe("Forwarded mails", () => {
  test.each(forwards)("$name", judgeCase);
});

describe("Mail that nobody wrote by hand", () => {
  test.each(automatic)("$name", judgeCase);
});

describe("Letters of all charsets", () => {
  test.each(charsets)("$name", judgeCase);
});

describe("Broken mails and bombs", () => {
  test.each(broken)("$name", judgeCase);
});
