import { describe, expect, test } from "vitest";
import { captureLead, disqualifyLead, markContacted, reopenLead } from "../../domain/lead/actions.ts";
import { changeLead } from "../../domain/lead/change.ts";
import { lead } from "../../domain/lead/lead.ts";
import { qualifyLead } from "../../domain/lead/qualify.ts";
import { given } from "../support/given.ts";

describe("capturing a lead", () => {
  test.each([{ lastName: "Anders" }, { company: "Alfreds" }, { email: "a@b.example" }, { phone: "12" }])(
    "one name or one way to reach it is enough: %o",
    (named) => {
      const { record } = given(lead)
        .when(captureLead, { topic: "Tea", ...named })
        .accepted(["lead.captured"]);
      const begun = { process: { name: "lean", version: 0 }, owner: "ann" };
      const { score, ...rest } = record;
      expect(score).toBeDefined();
      expect(rest).toEqual({ status: "new", topic: "Tea", source: "manual", ...begun, ...named });
    },
  );

  test("a first name alone does not tell anybody apart", () => {
    const input = { topic: "Tea", firstName: "Maria", jobTitle: "Buyer" };
    given(lead).when(captureLead, input).refused("invalid_input", "at least one of", ["/lastName"]);
  });

  test("a lead needs a topic", () => {
    given(lead).when(captureLead, { lastName: "Anders" }).refused("invalid_input", "", ["/topic"]);
  });

  test("the source is kept when it is told", () => {
    const input = { topic: "Tea", lastName: "Anders", source: "card" };
    expect(given(lead).when(captureLead, input).record).toMatchObject({ source: "card" });
  });

  test.each([
    ["source", ["web", "email", "card", "import", "manual"]],
    ["timeframe", ["immediate", "this-quarter", "next-quarter", "this-year", "unknown"]],
    ["purchaseProcess", ["individual", "committee", "unknown"]],
    ["decisionMaker", [true, false]],
  ])("%s is one of a list", (field, values) => {
    for (const value of values) {
      const { record } = given(lead).when(captureLead, { topic: "Tea", lastName: "A", [field]: value });
      expect(record).toMatchObject({ [field]: value });
    }
    const other = { topic: "Tea", lastName: "A", [field]: "perhaps" };
    given(lead)
      .when(captureLead, other)
      .refused("invalid_input", "", [`/${field}`]);
  });

  test("the phone is kept as written and as E.164 where it parses", () => {
    const input = { topic: "Tea", phone: "+44 (0) 20 7946 0958" };
    const { record } = given(lead).when(captureLead, input);
    expect(record).toMatchObject({ phone: "+44 (0) 20 7946 0958", phoneE164: "+442079460958" });
  });

  test("a national phone number is read with the country of the address, else of the organisation", () => {
    const abroad = { topic: "Tea", phone: "020 7946 0958", address: { country: "gb" } };
    const at = { settings: { country: "DE" } };
    expect(given(lead).when(captureLead, abroad, at).record).toMatchObject({ phoneE164: "+442079460958" });
    const home = { topic: "Tea", phone: "030 901820" };
    expect(given(lead).when(captureLead, home, at).record).toMatchObject({ phoneE164: "+4930901820" });
    expect(given(lead).when(captureLead, home).record).not.toHaveProperty("phoneE164");
  });

  test("an existing lead cannot be captured again", () => {
    given(lead, "new")
      .when(captureLead, { topic: "Tea", lastName: "A" })
      .refused("wrong_state", "exists already");
  });
});

describe("changing a lead", () => {
  test("the event tells each changed field before and after", () => {
    const change = { topic: "Coffee", need: "50 cups a day", company: null };
    const { events, record } = given(lead, "contacted").when(changeLead, change).accepted(["lead.changed"]);
    expect(events[0]?.data).toMatchObject({
      before: { topic: "Tea for the office", company: "Alfreds Futterkiste" },
      after: { topic: "Coffee", need: "50 cups a day" },
      score: { points: 40 },
    });
    expect(record).toMatchObject({ status: "contacted", topic: "Coffee", need: "50 cups a day" });
    expect(record).not.toHaveProperty("company");
  });

  test("null removes a field that is there, and does nothing to one that is not", () => {
    expect(given(lead, "new").when(changeLead, { email: null }).record).not.toHaveProperty("email");
    given(lead, "new").when(changeLead, { need: null }).accepted([]);
  });

  test("a change that changes nothing makes no event", () => {
    given(lead, "new").when(changeLead, {}).accepted([]);
    given(lead, "new").when(changeLead, { topic: " Tea for the office ", lastName: "Anders" }).accepted([]);
  });

  test("a change of something else leaves the phone as it was read before", () => {
    const at = { settings: { country: "DE" } };
    const captured = { type: "lead.captured", data: { topic: "Tea", phone: "030 901820" } };
    const { record } = given(lead, captured).when(changeLead, { topic: "Coffee" }, at);
    expect(record).not.toHaveProperty("phoneE164");
  });

  test("the E.164 form follows the phone and the country, and goes with the phone", () => {
    const captured = {
      type: "lead.captured",
      data: { topic: "Tea", lastName: "A", phone: "+4930901820", phoneE164: "+4930901820" },
    };
    const changed = given(lead, captured).when(changeLead, {
      phone: "020 7946 0958",
      address: { country: "GB" },
    });
    expect(changed.record).toMatchObject({ phoneE164: "+442079460958" });
    const abroad = { ...captured, data: { topic: "Tea", phone: "020 7946 0958" } };
    const moved = given(lead, abroad).when(changeLead, { address: { country: "GB" } });
    expect(moved.record).toMatchObject({ phoneE164: "+442079460958" });
    const { record } = given(lead, captured).when(changeLead, { phone: null });
    expect(record).not.toHaveProperty("phone");
    expect(record).not.toHaveProperty("phoneE164");
  });

  test("the last name or way to reach it cannot be removed", () => {
    const captured = { type: "lead.captured", data: { topic: "Tea", phone: "12", company: "Alfreds" } };
    given(lead, captured).when(changeLead, { phone: null }).accepted(["lead.changed"]);
    given(lead, captured)
      .when(changeLead, { phone: null, company: null })
      .refused("rule_broken", "at least one of");
    given(lead, captured)
      .when(changeLead, { phone: null, company: null, email: "a@b.example" })
      .accepted(["lead.changed"]);
  });

  test("the topic cannot be removed", () => {
    given(lead, "new").when(changeLead, { topic: null }).refused("invalid_input", "", ["/topic"]);
  });

  test.each(["qualified", "disqualified"] as const)(
    "a %s lead is reopened before it is changed",
    (status) => {
      given(lead, status).when(changeLead, { topic: "Coffee" }).refused("wrong_state", "new or contacted");
    },
  );
});

describe("the life of a lead", () => {
  test("being in touch is noted once", () => {
    const { record } = given(lead, "new")
      .when(markContacted, { note: "On the phone" })
      .accepted(["lead.contacted"]);
    expect(record.status).toBe("contacted");
    given(lead, "contacted").when(markContacted, {}).refused("wrong_state");
  });

  test.each(["lost", "cannot-contact", "no-longer-interested", "cancelled"])(
    "it can be given up as %s",
    (reason) => {
      const input = { reason, note: "Called twice" };
      const { record } = given(lead, "contacted").when(disqualifyLead, input).accepted(["lead.disqualified"]);
      expect(record).toMatchObject({ status: "disqualified", reason, reasonNote: "Called twice" });
      expect(given(lead, "new").when(disqualifyLead, { reason }).record.status).toBe("disqualified");
    },
  );

  test("it is not given up without a reason from the list", () => {
    given(lead, "new").when(disqualifyLead, {}).refused("invalid_input", "", ["/reason"]);
    given(lead, "new").when(disqualifyLead, { reason: "Bored!" }).refused("invalid_input", "", ["/reason"]);
    given(lead, "new")
      .when(disqualifyLead, { reason: "bored" })
      .refused("rule_broken", "choose lost, cannot-contact, no-longer-interested, cancelled", ["/reason"]);
  });

  test("a qualified lead is reopened before it is given up", () => {
    given(lead, "qualified").when(disqualifyLead, { reason: "lost" }).refused("wrong_state");
  });

  test("a disqualified lead can be reopened, without its reason", () => {
    const { record } = given(lead, "disqualified").when(reopenLead, {}).accepted(["lead.reopened"]);
    expect(record.status).toBe("new");
    expect(record).not.toHaveProperty("reason");
  });

  test("a qualified lead can be reopened and remembers what it became", () => {
    const { record } = given(lead, "qualified").when(reopenLead, {}).accepted(["lead.reopened"]);
    expect(record).toMatchObject({ status: "new", account: "acc_0000000001", opportunity: "opp_0000000001" });
  });

  test.each(["new", "contacted"] as const)("a %s lead is open already", (status) => {
    given(lead, status).when(reopenLead, {}).refused("wrong_state");
  });

  test.each([changeLead, markContacted, disqualifyLead, reopenLead, qualifyLead])(
    "$name of a lead that does not exist is refused as not found",
    (action) => {
      given(lead)
        .when(action, action === disqualifyLead ? { reason: "lost" } : {})
        .refused("not_found");
    },
  );
});
