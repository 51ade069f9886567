import { describe, expect, test } from "vitest";
import { account } from "../../domain/account/account.ts";
import type { CapturePolicy } from "../../domain/capture/policy.ts";
import { contact } from "../../domain/contact/contact.ts";
import {
  confirmSubmission,
  decideSubmission,
  receiveSubmission,
  repeatSubmission,
} from "../../domain/submission/actions.ts";
import { discardSubmission, releaseSubmission } from "../../domain/submission/release.ts";
import { submission } from "../../domain/submission/submission.ts";
import { given, other } from "../support/given.ts";
import { ann, codes, enter, LEAD, past, rules, someone } from "../support/submissions.ts";

describe("a submission of somebody new", () => {
  test("is accepted: it names the lead that it becomes and takes its keys", () => {
    const { record, next, claims } = enter({}).accepted(["submission.received", "submission.accepted"]);
    expect(record).toMatchObject({ status: "accepted", lead: "lea_0000000001" });
    expect(codes(record)).toEqual(["new"]);
    expect(next).toEqual({ lead: "lea_0000000001" });
    expect(claims?.keys).toEqual(["email:ann@tea.example"]);
  });

  test("is accepted although an earlier lead of the same person is closed, which it names", () => {
    const closed = someone(ann, past("lead.disqualified", { reason: "lost" }));
    const { record } = enter({}, { others: [closed] });
    expect(record).toMatchObject({ status: "accepted" });
    expect(codes(record)).toEqual(["earlier-lead-closed"]);
  });

  test("is linked to the contact and the account that are known", () => {
    const others = [
      other(account, "acc_0000000003", past("account.opened", { name: "Tea House Ltd" })),
      other(contact, "con_0000000004", past("contact.added", { lastName: "Berg", email: "ANN@tea.example" })),
    ];
    const { record, events } = enter({}, { others });
    expect(codes(record)).toEqual(["new", "known-contact", "known-account"]);
    expect(events[1]?.data).toMatchObject({ account: "acc_0000000003", contact: "con_0000000004" });
  });

  test("is not linked to an account when two have the name: which one is for a person to say", () => {
    const others = ["acc_0000000003", "acc_0000000004"].map((id) =>
      other(account, id, past("account.opened", { name: "Tea House" })),
    );
    expect(codes(enter({}, { others }).record)).toEqual(["new"]);
  });
});

describe("a submission of somebody who has an open lead", () => {
  const duplicates = (rule: CapturePolicy["duplicates"]["web"]) =>
    rules({ duplicates: { web: rule, email: rule, card: rule, import: rule } });

  test("is merged into it where the rule of its source says so", () => {
    const { record } = enter({}, { others: [someone(ann)] });
    expect(record).toMatchObject({ status: "merged", into: { stage: "lead", id: LEAD } });
    expect(codes(record)).toEqual(["same-email", "similar-name-company", "similar-name-domain"]);
  });

  test.each(["web", "email", "card", "import"])(
    "by %s is a lead of its own that names the other where the rule says link",
    (source) => {
      const { record, events } = enter({ source }, { others: [someone(ann), duplicates("link")] });
      expect(record).toMatchObject({ status: "accepted" });
      expect(codes(record)).toContain("same-email");
      expect(events[1]?.data["alike"]).toMatchObject([{ lead: LEAD, score: 100 }]);
    },
  );

  test.each(["web", "email", "card", "import"])(
    "by %s is held where the rule says hold, and released it is a lead",
    (source) => {
      const others = [someone(ann), duplicates("hold")];
      const { record } = enter({ source }, { others });
      expect(record).toMatchObject({ status: "held" });
      expect(codes(record)[0]).toBe("maybe-same");
      const held = [
        past("submission.received", { source, fields: ann }),
        past("submission.held", { reasons: [{ code: "maybe-same" }] }),
      ];
      const released = given(submission, ...held).when(releaseSubmission, {}, { others });
      expect(released.record).toMatchObject({ status: "accepted" });
      expect(codes(released.record)[0]).toBe("released");
    },
  );

  test("by phone alone is merged when no name speaks against it, and flagged when one does", () => {
    const phoned = someone({ lastName: "Berg", phone: "+4930901820", phoneE164: "+4930901820" });
    const same = { fields: { lastName: "Berg", phone: "+49 30 901820" } };
    expect(codes(enter(same, { others: [phoned] }).record)).toEqual(["same-phone"]);
    const another = enter({ fields: { lastName: "Chen", phone: "+49 30 901820" } }, { others: [phoned] });
    expect(another.record).toMatchObject({ status: "accepted" });
    expect(another.events[1]?.data["alike"]).toMatchObject([{ lead: LEAD, score: 65 }]);
  });

  test("is merged into a lead that is still on its way", () => {
    const { record } = enter({}, { claims: { "lead#email:ann@tea.example": { holder: LEAD, note: ann } } });
    expect(record).toMatchObject({ status: "merged", into: { id: LEAD } });
  });

  test("is not held by a lead that has not come for four weeks, and does not come any more", () => {
    const held = { holder: LEAD, note: ann };
    const since = (at: string) => ({ claims: { "lead#email:ann@tea.example": { ...held, at } } });
    expect(enter({}, since("2026-10-27T09:00:00.000Z")).record).toMatchObject({ status: "merged" });
    const { record, claims } = enter({}, since("2026-10-26T08:59:00.000Z"));
    expect(record).toMatchObject({ status: "accepted" });
    expect(claims?.keys).toEqual(["email:ann@tea.example"]);
  });

  test("with the very same content within minutes is a repeat, whatever the rule", () => {
    const claims = { "lead#content:web:abc": LEAD };
    const { record } = enter({ contentHash: "abc" }, { claims, others: [duplicates("hold")] });
    expect(codes(record)).toEqual(["repeat"]);
  });
});

describe("a row of a list that names its lead", () => {
  const row = { source: "import", import: "imp_0000000001", row: 1, known: LEAD };
  const others = [someone({ lastName: "Berg" })];

  test("has that lead hold what nobody else does, so that nobody else is made of it meanwhile", () => {
    const { record, claims } = enter(row, { others });
    expect(codes(record)).toEqual(["named-lead"]);
    expect(claims).toMatchObject({ holder: LEAD, keys: ["email:ann@tea.example"], note: ann });
  });

  test("takes nothing from another lead", () => {
    const taken = { "lead#email:ann@tea.example": "lea_0000000009" };
    expect(enter(row, { others, claims: taken }).claims?.keys).toEqual([]);
  });
});

describe("what a person or the sender says", () => {
  const waits = [past("submission.received", { source: "web", fields: ann, confirm: true })];
  const unconfirmed = past("submission.held", { reasons: [{ code: "awaiting-confirmation" }] });
  const held = past("submission.held", { reasons: [{ code: "maybe-spam" }] });

  test("a confirmed address is a lead; nothing else is confirmed", () => {
    const { record } = given(submission, ...waits, unconfirmed)
      .when(confirmSubmission, {})
      .accepted(["submission.confirmed", "submission.accepted"]);
    expect(codes(record)).toEqual(["confirmed", "new"]);
    given(submission, ...waits, held)
      .when(confirmSubmission, {})
      .accepted([]);
  });

  test("a released one goes on with what is corrected, into the lead that is named, or as somebody new", () => {
    const others = [someone(ann)];
    const asked = (input: object) =>
      given(submission, ...waits, held).when(releaseSubmission, input, { others });
    expect(codes(asked({}).record).slice(0, 2)).toEqual(["released", "same-email"]);
    expect(asked({ asNew: true }).record).toMatchObject({ status: "accepted" });
    expect(asked({ lead: LEAD }).record).toMatchObject({ status: "merged", into: { id: LEAD } });
    expect(asked({ fields: { lastName: "Berg-Wolf" } }).record).toMatchObject({
      fields: { lastName: "Berg-Wolf" },
      provenance: { lastName: { from: "person" } },
    });
    asked({ lead: "lea_0000000099" }).refused("rule_broken", "There is no lead", ["/lead"]);
    asked({ lead: LEAD, asNew: true }).refused("invalid_input", "", ["/lead"]);
  });

  test("a lead that one is released into holds from then on what nobody else does", () => {
    const claims = { "lead#email:ann@tea.example": "lea_0000000009" };
    const input = { lead: LEAD, fields: { phone: "+49 30 901820" } };
    const asked = (circumstances: object) =>
      given(submission, ...waits, held).when(releaseSubmission, input, {
        others: [someone(ann)],
        ...circumstances,
      });
    const free = ["email:ann@tea.example", "phone:+4930901820"];
    expect(asked({}).claims).toMatchObject({ holder: LEAD, keys: free, note: ann });
    expect(asked({ claims }).claims?.keys).toEqual(["phone:+4930901820"]);
  });

  test("one that is not into a lead that is merged: its survivor is named", () => {
    const merged = someone(
      ann,
      past("lead.merged", {
        into: "lea_0000000009",
        intoDeal: "dea_0000000009",
        lead: { topic: "Tea" },
        late: false,
      }),
    );
    given(submission, ...waits, held)
      .when(releaseSubmission, { lead: LEAD }, { others: [merged] })
      .refused("rule_broken", "merged into lea_0000000009", ["/lead"]);
  });

  test("a discarded one is kept, and can still be released", () => {
    const { record } = given(submission, "held").when(discardSubmission, { note: "An advertisement" });
    expect(codes(record)).toEqual(["discarded"]);
    expect(given(submission, "rejected").when(releaseSubmission, {}).record.status).toBe("accepted");
    given(submission, "accepted").when(discardSubmission, {}).refused("wrong_state");
  });

  test("the same again is counted, whatever the verdict", () => {
    for (const status of ["held", "spam", "accepted", "merged"] as const) {
      expect(given(submission, status).when(repeatSubmission, {}).record).toMatchObject({
        status,
        repeats: 1,
      });
    }
  });
});

describe("what comes in", () => {
  test("is received as it came, and decided on with what was read meanwhile", () => {
    given(submission).when(receiveSubmission, { source: "card" }).accepted(["submission.received"]);
    const reading = { fields: ann, confidence: 90 };
    given(submission, past("submission.received", { source: "card" }))
      .when(decideSubmission, { reading })
      .accepted(["submission.read", "submission.accepted"]);
    given(submission, "accepted").when(decideSubmission, {}).refused("wrong_state");
  });

  test("may hold any characters: what cannot be stored is replaced, not refused", () => {
    const { record } = enter({ sent: { name: "a\uFFFF\u0000b\uD800" } });
    expect(record.sent).toEqual({ name: "a\uFFFD\uFFFDb\uFFFD" });
  });

  test("beyond what an event can carry is refused with its size", () => {
    const sent = Object.fromEntries(Array.from({ length: 12 }, (_, n) => [`f${n}`, "x".repeat(20_000)]));
    enter({ sent }).refused("too_large", "at most 200000");
  });
});
