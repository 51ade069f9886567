import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { releaseSubmission } from "../../domain/submission/release.ts";
import { caution } from "../../functions/runtime/capture/mail/caution.ts";
import type { IntakeBucket } from "../../functions/runtime/intake-bucket.ts";
import { mail, part, parts } from "./case.ts";
import { type Desk, openDesk } from "./desk.ts";

let desk: Desk;
let people = 0;
let person = "";

beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.stop());
beforeEach(() => {
  people += 1;
  person = `ana${people}@ruiz${people}.example`;
});

const from = () => `Ana Ruiz${people} <${person}>`;
const enquiry = (head: Readonly<Record<string, string>> = {}, body = "Please quote 20 pumps.") =>
  mail({ From: from(), Subject: "Pumps", "Message-ID": `<1@ruiz${people}.example>`, ...head }, body);
const mine = async () =>
  (await desk.submissions()).filter((each) => JSON.stringify(each).includes(`ruiz${people}.example`));
const only = async () => {
  const [first, ...others] = await mine();
  expect(others).toEqual([]);
  if (first === undefined) throw new Error("There is no submission");
  return first;
};

describe("A mail", () => {
  test("becomes one submission and one lead; the mail and its files are in the bucket", async () => {
    const raw = mail(
      { From: from(), Subject: "Pumps", "Content-Type": "multipart/mixed; boundary=b" },
      parts("b", part("text/plain", "See the list"), part('text/csv; name="../list?.csv"', "a;b")),
    );
    const key = await desk.hand(raw);
    await desk.follow();
    const submission = await only();
    expect(submission).toMatchObject({
      status: "accepted",
      raw: { key, bytes: raw.length },
      mail: { mailbox: "sales@acme.example" },
    });
    expect(submission.files).toMatchObject([{ name: "list_.csv", contentType: "text/csv" }]);
    const stored = await desk.bucket.get(submission.files[0]?.key ?? "");
    expect(new TextDecoder().decode(stored?.bytes).trim()).toBe("a;b");
    expect((await desk.leads()).filter(({ id }) => id === submission.lead)).toHaveLength(1);
  });

  test("whose notification comes five times at once is one submission, that says nothing of it", async () => {
    const key = await desk.hand(enquiry());
    await Promise.all(
      [1, 2, 3, 4, 5].map((tries) => desk.hand(enquiry(), { key, tries: tries > 1 ? 1 : tries })),
    );
    expect((await only()).repeats).toBeUndefined();
  });

  test("that is sent again is noted on the first one, also long after", async () => {
    await desk.hand(enquiry());
    const again = await desk.hand(enquiry());
    expect(await only()).toMatchObject({ repeats: 1, lastRepeat: { key: again } });
  });

  test("without an id is known by its content and its date", async () => {
    const plain = (date: string) => mail({ From: from(), Subject: "Pumps", Date: date }, "Please quote.");
    await desk.hand(plain("Mon, 23 Nov 2026 10:00:00 +0100"));
    await desk.hand(plain("Mon, 23 Nov 2026 10:00:00 +0100"));
    expect((await only()).repeats).toBe(1);
    await desk.hand(plain("Mon, 30 Nov 2026 10:00:00 +0100"));
    expect(await mine()).toHaveLength(2);
  });

  test.each([["with"], ["without", "Message-ID", "Date"]])(
    "of a web form that says the same for two visitors is two, %s an id, and each has a lead",
    async (_, ...without) => {
      const visitor = (name: string) => {
        const head = {
          From: "Website <wordpress@acme.example>",
          "Reply-To": `${name} <${name}@ruiz${people}.example>`,
          Subject: "Brochure request",
          "Message-ID": `<${name}@ruiz${people}.example>`,
          Date: "Mon, 23 Nov 2026 10:00:00 +0100",
        };
        const told = Object.entries(head).filter(([field]) => !without.includes(field));
        return mail(Object.fromEntries(told), "Please send me the brochure.");
      };
      for (const name of ["Ana", "Bob"]) {
        await desk.hand(visitor(name));
        await desk.follow();
      }
      const both = await mine();
      expect(both.map(({ status, repeats }) => [status, repeats])).toEqual([
        ["accepted", undefined],
        ["accepted", undefined],
      ]);
      expect(new Set(both.map(({ lead }) => lead)).size).toBe(2);
      await desk.hand(visitor("Bob"));
      expect((await mine()).filter(({ repeats }) => repeats === 1)).toHaveLength(1);
    },
  );

  test("with the id of another mail but other content is a submission of its own", async () => {
    await desk.hand(enquiry());
    await desk.follow();
    await desk.hand(enquiry({}, "Something else entirely."));
    const both = await mine();
    expect(both.map(({ status }) => status).toSorted()).toEqual(["accepted", "merged"]);
    expect(both.filter(({ repeats }) => repeats !== undefined)).toEqual([]);
  });

  test("for several mailboxes of ours is one submission, in whatever order they are named", async () => {
    await desk.hand(enquiry(), { recipients: ["sales@acme.example", "info@acme.example"] });
    await desk.hand(enquiry(), { recipients: ["Info@acme.example", "sales+x@acme.example"] });
    expect(await only()).toMatchObject({ repeats: 1, mail: { mailbox: "info@acme.example" } });
  });
});

describe("A mail that cannot be read", () => {
  test("because it is not in the bucket is held, with what its notification says", async () => {
    const key = await desk.hand("", { lost: true });
    const found = (await desk.submissions()).find(({ raw }) => raw?.key === key);
    expect(found).toMatchObject({
      status: "held",
      reasons: [{ code: "unreadable" }],
      mail: { from: "told@customers.example" },
    });
    expect(found?.reasons[0]?.detail).toContain(key);
  });

  test("because it has ended the function twice is entered at the third try without being read", async () => {
    const name = "f".repeat(40);
    // The first try leaves nothing; the second marks that it begins, and never comes to its end.
    expect((await caution(desk.bucket, name, 2)).deadly).toBe(false);
    const key = await desk.hand(enquiry(), { key: `mail/raw/${name}`, tries: 3 });
    const found = (await desk.submissions()).find(({ raw }) => raw?.key === key);
    expect(found).toMatchObject({ status: "held", reasons: [{ code: "unreadable" }] });
  });

  test("is none that comes again because the table behind it was gone", async () => {
    const { journal, ...world } = desk.business.world;
    const commit = () => Promise.reject(new Error("The table is gone"));
    const gone = { ...world, journal: { ...journal, commit } };
    const key = `mail/raw/${"e".repeat(40)}`;
    for (const tries of [1, 2, 3, 4]) {
      await expect(desk.hand(enquiry(), { key, tries, world: gone })).rejects.toThrow("The table is gone");
    }
    await desk.hand(enquiry(), { key, tries: 5 });
    expect(await only()).toMatchObject({ status: "accepted", raw: { key } });
  });

  test("is none whose files could not be stored for a while: it is taken in whole afterwards", async () => {
    const away = (): never => {
      throw new Error("The bucket is gone");
    };
    const { bucket: real } = desk;
    const faults: readonly IntakeBucket[] = [
      { ...real, get: async (key) => (key.startsWith("mail/raw/") ? away() : real.get(key)) },
      {
        ...real,
        put: async (key, ...of) => (key.startsWith("mail/files/") ? away() : real.put(key, ...of)),
      },
    ];
    const body = parts("b", part("text/plain", "See the list"), part('text/csv; name="list.csv"', "a;b"));
    const whole = enquiry({ "Content-Type": "multipart/mixed; boundary=b" }, body);
    const key = `mail/raw/${"d".repeat(40)}`;
    for (const [at, bucket] of [...faults, ...faults].entries()) {
      await expect(desk.hand(whole, { key, tries: at + 1, bucket })).rejects.toThrow("The bucket is gone");
    }
    await desk.hand(whole, { key, tries: 5 });
    expect(await only()).toMatchObject({
      status: "accepted",
      text: "See the list",
      files: [{ name: "list.csv" }],
    });
  });
});

test("a mail of 40 MB with one attachment is read whole", async () => {
  const line = `${"QUJD".repeat(19)}\r\n`;
  const file = line.repeat(Math.floor((40 * 1024 * 1024 - 2000) / line.length));
  const body = `--b\r\n\r\nSee the drawing.\r\n--b\r\nContent-Type: application/pdf; name=plan.pdf\r\nContent-Transfer-Encoding: base64\r\n\r\n${file}--b--\r\n`;
  const head = `From: ${from()}\r\nSubject: Drawing\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n`;
  await desk.hand(head + body);
  const submission = await only();
  expect(submission).toMatchObject({ status: "accepted", files: [{ name: "plan.pdf" }] });
  const stored = await desk.bucket.get(submission.files[0]?.key ?? "");
  expect(stored?.bytes.byteLength).toBe((file.length / line.length) * 57);
});

describe("What the receiving server says", () => {
  test("of a virus: held, and nothing of it is stored beside it", async () => {
    const body = parts("b", part("text/plain", "Hi"), part("application/pdf; name=a.pdf", "x"));
    await desk.hand(enquiry({ "Content-Type": "multipart/mixed; boundary=b" }, body), {
      verdicts: { virus: "FAIL" },
    });
    expect(await only()).toMatchObject({ status: "held", reasons: [{ code: "virus" }], files: [] });
  });

  test("of spam: it is spam", async () => {
    await desk.hand(enquiry(), { verdicts: { spam: "FAIL" } });
    expect(await only()).toMatchObject({ status: "spam", reasons: [{ code: "spam-verdict" }] });
  });

  test.each(["spf", "dkim", "dmarc"] as const)(
    "a failure of %s: held, and never attached to a thread",
    async (check) => {
      await desk.hand(enquiry());
      await desk.follow();
      const answer = enquiry({
        "Message-ID": `<2@ruiz${people}.example>`,
        "In-Reply-To": `<1@ruiz${people}.example>`,
      });
      await desk.hand(answer, { verdicts: { [check]: "FAIL" } });
      const found = (await mine()).find(({ status }) => status === "held");
      expect(found).toMatchObject({ reasons: [{ code: "authentication-failed" }] });
      expect(found?.into).toBeUndefined();
    },
  );
});

describe("What a mail belongs to", () => {
  const opened = async () => {
    await desk.hand(enquiry());
    await desk.follow();
    return String((await only()).lead);
  };
  const answered = async (head: Readonly<Record<string, string>>, recipients?: readonly string[]) => {
    const key = await desk.hand(
      mail({ Subject: "Re: Pumps", "Message-ID": `<2@${people}.example>`, ...head }, "Make it 30."),
      recipients === undefined ? {} : { recipients },
    );
    await desk.follow();
    return (await desk.submissions()).find(({ raw }) => raw?.key === key);
  };

  test("is found by the mails that it refers to, also when a colleague answers", async () => {
    const lead = await opened();
    const answer = await answered({
      From: "Tom <tom@acme.example>",
      References: `<0@x.example> <1@ruiz${people}.example>`,
    });
    expect(answer).toMatchObject({
      status: "merged",
      into: { stage: "lead", id: lead },
      reasons: [{ code: "reply-references" }],
    });
    const stored = (await desk.leads()).find(({ id }) => id === lead);
    expect(JSON.stringify(stored?.state)).not.toContain("tom@acme.example");
  });

  test("is found by the id in the address that it was sent to", async () => {
    const lead = await opened();
    const answer = await answered({ From: "Bo <bo@elsewhere.example>" }, [
      `sales+${lead.toLowerCase()}@acme.example`,
    ]);
    expect(answer).toMatchObject({
      status: "merged",
      into: { stage: "lead", id: lead },
      reasons: [{ code: "reply-token" }],
    });
  });

  test("is the open lead of its sender", async () => {
    const lead = await opened();
    const answer = await answered({ From: from(), Subject: "One more thing" });
    expect(answer).toMatchObject({ status: "merged", into: { stage: "lead", id: lead } });
  });
});

test("a sender's 21st mail within two hours is held", async () => {
  for (let count = 1; count <= 21; count += 1) {
    await desk.hand(
      enquiry(
        { "Message-ID": `<n${count}@ruiz${people}.example>`, Subject: `Mail ${count}` },
        `Text ${count}`,
      ),
    );
    if (count === 1) await desk.follow();
  }
  const all = await mine();
  expect(all).toHaveLength(21);
  expect(all.filter(({ status }) => status === "held")).toMatchObject([
    { reasons: [{ code: "too-many-from-sender" }] },
  ]);
});

test("a newsletter that turns out to be a customer's mail becomes a lead when it is released", async () => {
  await desk.hand(enquiry({ "List-Unsubscribe": "<https://x.example/u>" }));
  const held = await only();
  expect(held).toMatchObject({ status: "held", reasons: [{ code: "newsletter" }] });
  await desk.business.act(releaseSubmission, {}, held.id);
  expect(await only()).toMatchObject({
    status: "accepted",
    reasons: [{ code: "released" }, { code: "new" }],
  });
});
