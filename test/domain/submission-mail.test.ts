import { describe, expect, test } from "vitest";
import { shippedPolicy } from "../../domain/capture/policy.ts";
import { lead } from "../../domain/lead/lead.ts";
import { confirmSubmission } from "../../domain/submission/actions.ts";
import { releaseSubmission } from "../../domain/submission/release.ts";
import { submission } from "../../domain/submission/submission.ts";
import { given, other } from "../support/given.ts";
import { ann, codes, enter, LEAD, mail, past, rules, someone } from "../support/submissions.ts";

describe("a mail", () => {
  const earlier = other(
    submission,
    "sub_0000000008",
    past("submission.received", { source: "email", mail: { ...mail, messageId: "<1@x>" }, fields: ann }),
    past("submission.accepted", {
      lead: LEAD,
      reasons: [{ code: "new" }],
      intake: { source: "email", fields: ann },
    }),
  );
  const reply = { source: "email", text: "One more thing", mail: { ...mail, references: ["<1@x>"] } };

  test("that refers to an earlier one goes to what became of that", () => {
    const { record, events } = enter(reply, { others: [earlier] });
    expect(record).toMatchObject({ status: "merged", into: { stage: "lead", id: LEAD } });
    expect(codes(record)).toEqual(["reply-references"]);
    expect(events[1]?.data).toMatchObject({ isReply: true, fills: true });
  });

  test("of somebody else in the same thread fills nothing", () => {
    const from = { ...reply, mail: { ...reply.mail, from: "bob@other.example" } };
    expect(enter(from, { others: [earlier] }).events[1]?.data).toMatchObject({ fills: false });
  });

  test("to an address with a token goes to the record that it names", () => {
    const token = { ...mail, token: { stage: "lead", id: LEAD } };
    const { record } = enter(
      { source: "email", mail: token },
      { others: [someone({ ...ann, email: "x@y.example" })] },
    );
    expect(codes(record)).toEqual(["reply-token"]);
    const unknown = enter({ source: "email", mail: token });
    expect(codes(unknown.record)).toEqual(["new"]);
  });

  test.each(["refers to an earlier mail", "names it by a token"])(
    "that %s of a lead that was given up is a new lead that names it",
    (how) => {
      const closed = someone(ann, past("lead.disqualified", { reason: "lost" }));
      const token = { ...mail, token: { stage: "lead", id: LEAD } };
      const sent = how === "names it by a token" ? { ...reply, mail: token } : reply;
      const { record } = enter(sent, { others: [earlier, closed] });
      expect(record).toMatchObject({
        status: "accepted",
        lead: "lea_0000000001",
        reasons: [{ code: "earlier-lead-closed", detail: LEAD }],
      });
    },
  );

  test("of a customer who has an open lead beside the one that was given up is added to the open one", () => {
    const closed = someone(ann, past("lead.disqualified", { reason: "lost" }));
    const open = other(lead, "lea_0000000006", past("lead.captured", { topic: "Tea", ...ann }));
    const { record } = enter(reply, { others: [earlier, closed, open] });
    expect(record).toMatchObject({ status: "merged", into: { stage: "lead", id: "lea_0000000006" } });
  });

  test("of a colleague of ours in the thread of a lead that was given up stays there", () => {
    const closed = someone(ann, past("lead.disqualified", { reason: "lost" }));
    const token = { ...mail, from: "tom@acme.example", token: { stage: "lead", id: LEAD } };
    const { record } = enter({ ...reply, fields: undefined, mail: token }, { others: [closed] });
    expect(record).toMatchObject({ status: "merged", into: { stage: "lead", id: LEAD } });
  });

  test("in the thread of a lead that was qualified stays there: its work goes on", () => {
    const made = { account: "acc_0000000003", contact: "con_0000000004", opportunity: "opp_0000000005" };
    const won = someone(ann, past("lead.qualified", { ...made, create: [], lead: { topic: "Tea", ...ann } }));
    const { record } = enter(reply, { others: [earlier, won] });
    expect(record).toMatchObject({ status: "merged", into: { stage: "lead", id: LEAD } });
  });

  test("of a known sender with an open lead is added to it, also where others would be held", () => {
    const hold = rules({ duplicates: { ...shippedPolicy.duplicates, email: "hold" } });
    const { record } = enter(
      { source: "email", mail: { ...mail, isReply: true } },
      { others: [someone(ann), hold] },
    );
    expect(record).toMatchObject({ status: "merged" });
    expect(codes(record)).toContain("reply-known-sender");
  });

  test("that nobody vouches for is held, and belongs to no thread", () => {
    const forged = { ...reply, mail: { ...reply.mail, authentic: false } };
    expect(codes(enter(forged, { others: [earlier] }).record)).toEqual(["authentication-failed"]);
  });

  test("is held when its sender has sent too many", () => {
    const one = rules({ mailsOfSender: { most: 1, minutes: 120 } });
    expect(codes(enter({ source: "email", mail }, { others: [earlier, one] }).record)).toEqual([
      "too-many-from-sender",
    ]);
  });
});

describe("a mail that another address relays", () => {
  const relayed = { source: "email", mail: { ...mail, relayed: true } };

  test.each([{}, { isReply: true }])("is held where it names one with an open lead: %j", (more) => {
    const { record, events } = enter(
      { ...relayed, mail: { ...relayed.mail, ...more } },
      { others: [someone(ann)] },
    );
    expect(record).toMatchObject({ status: "held" });
    expect(codes(record)).toEqual([
      "maybe-same",
      "same-email",
      "similar-name-company",
      "similar-name-domain",
    ]);
    expect(events.map(({ type }) => type)).toEqual(["submission.received", "submission.held"]);
  });

  test("is added to the lead when a person lets it through", () => {
    const held = [
      past("submission.received", { ...relayed, fields: ann }),
      past("submission.held", { reasons: [{ code: "maybe-same" }] }),
    ];
    const { record } = given(submission, ...held).when(releaseSubmission, {}, { others: [someone(ann)] });
    expect(record).toMatchObject({ status: "merged", into: { id: LEAD } });
  });

  test("is a lead of its own where nobody has one, as those of web forms are", () => {
    expect(codes(enter(relayed).record)).toEqual(["new"]);
  });

  test("fills nothing of the record that it answers", () => {
    const token = { ...relayed.mail, token: { stage: "lead", id: LEAD } };
    const { record, events } = enter({ source: "email", mail: token }, { others: [someone(ann)] });
    expect(codes(record)).toEqual(["reply-token"]);
    expect(events[1]?.data).toMatchObject({ fills: false });
  });
});

test.each([{ authentic: false }, { relayed: true }])(
  "mails that only name a sender do not count as that sender's: %j",
  (more) => {
    const one = rules({ mailsOfSender: { most: 1, minutes: 120 } });
    const forged = other(
      submission,
      "sub_0000000008",
      past("submission.received", { source: "email", mail: { ...mail, messageId: "<1@x>", ...more } }),
      past("submission.held", { reasons: [{ code: "authentication-failed" }] }),
    );
    expect(codes(enter({ source: "email", mail }, { others: [forged, one] }).record)).toEqual(["new"]);
  },
);

describe("suspicion", () => {
  const signal = (points: number) => ({ code: "links", points, detail: "9 links" });

  test.each([
    [49, "accepted", "new"],
    [50, "held", "maybe-spam"],
    [100, "spam", "spam-score"],
  ])("a spam score of %i is %s", (points, status, code) => {
    const { record } = enter({ signals: [signal(points)] });
    expect(record).toMatchObject({ status });
    expect(codes(record)).toEqual([code]);
  });

  test("points that speak for it are taken off", () => {
    expect(enter({ signals: [signal(120), { code: "known", points: -100 }] }).record.status).toBe("accepted");
  });

  test.each(["held", "spam", "rejected"])("what its source says goes before all: %s", (verdict) => {
    const hint = { verdict, reasons: [{ code: "newsletter" }] };
    const { record } = enter({ hint, signals: [signal(1000)] }, { others: [someone(ann)] });
    expect(record).toMatchObject({ status: verdict });
    expect(codes(record)).toEqual(["newsletter"]);
  });

  test("a card that was read with little confidence waits, and so does an address that is not confirmed", () => {
    expect(codes(enter({ source: "card", confidence: 59 }).record)).toEqual(["low-confidence"]);
    expect(codes(enter({ source: "card", confidence: 60 }).record)).toEqual(["new"]);
    expect(codes(enter({ confirm: true }).record)).toEqual(["awaiting-confirmation"]);
  });

  test("nobody is named: it is held, and stays held when it is confirmed all the same", () => {
    expect(codes(enter({ fields: {}, text: "Hello" }).record)).toEqual(["no-person"]);
    const held = [
      past("submission.received", { source: "web", text: "Hello", confirm: true }),
      past("submission.held", { reasons: [{ code: "awaiting-confirmation" }] }),
    ];
    const { record } = given(submission, ...held).when(confirmSubmission, {});
    expect(codes(record)).toEqual(["no-person"]);
  });
});
