import { describe, expect, test } from "vitest";
import { account } from "../../domain/account/account.ts";
import { contact } from "../../domain/contact/contact.ts";
import { lead } from "../../domain/lead/lead.ts";
import { qualifyLead } from "../../domain/lead/qualify.ts";
import { opportunity } from "../../domain/opportunity/opportunity.ts";
import { given, other } from "../support/given.ts";

const all = { account: "acc_0000000001", contact: "con_0000000001", opportunity: "opp_0000000001" };

const captured = (fields: object) => ({ type: "lead.captured", data: { topic: "Tea", ...fields } });

describe("qualifying a lead", () => {
  test("makes account, contact and opportunity unless told otherwise, and answers at once with their ids", () => {
    const { next, events, record } = given(lead, "contacted")
      .when(qualifyLead, {})
      .accepted(["lead.qualified"]);
    expect(next).toEqual(all);
    expect(events[0]?.data).toMatchObject({ ...all, create: ["account", "contact", "opportunity"] });
    expect(record).toMatchObject({ status: "qualified", ...all });
  });

  test("the event carries the lead as it was, so that reactions read nothing", () => {
    const { events } = given(lead, "new").when(qualifyLead, {});
    expect(events[0]?.data["lead"]).toMatchObject({
      topic: "Tea for the office",
      company: "Alfreds Futterkiste",
    });
  });

  test("each of the three can be linked to one that exists", () => {
    const others = [
      other(account, "acc_0000000009", "active"),
      other(contact, "con_0000000009", "active"),
      other(opportunity, "opp_0000000009", "open"),
    ];
    const links = { account: "acc_0000000009", contact: "con_0000000009", opportunity: "opp_0000000009" };
    const { next, events } = given(lead, "new")
      .when(qualifyLead, links, { others })
      .accepted(["lead.qualified"]);
    expect(next).toEqual(links);
    expect(events[0]?.data["create"]).toEqual([]);
  });

  test.each(["account", "contact", "opportunity"] as const)("an unknown %s cannot be linked", (kind) => {
    const id = `${kind.slice(0, 3)}_0000000404`;
    given(lead, "new")
      .when(qualifyLead, { [kind]: id })
      .refused("rule_broken", `There is no ${kind} ${id}`, [`/${kind}`]);
  });

  test("the id of something else is no choice", () => {
    const refused = given(lead, "new").when(qualifyLead, { account: "con_0000000001" });
    refused.refused("invalid_input", 'must be "create", "none" or the id of an existing one', ["/account"]);
  });

  test("none makes none", () => {
    const { next, record } = given(lead, "new").when(qualifyLead, { contact: "none", opportunity: "none" });
    expect(next).toEqual({ account: all.account });
    expect(record).not.toHaveProperty("contact", expect.anything());
    given(lead, "new")
      .when(qualifyLead, { account: "none", contact: "none", opportunity: "none" })
      .accepted(["lead.qualified"]);
  });

  test("without a company no account is made, and it cannot be asked for", () => {
    const person = captured({ lastName: "Anders" });
    const { next, events } = given(lead, person).when(qualifyLead, {});
    expect(next).toEqual({ contact: all.contact, opportunity: all.opportunity });
    expect(events[0]?.data["create"]).toEqual(["contact", "opportunity"]);
    given(lead, person)
      .when(qualifyLead, { account: "create" })
      .refused("rule_broken", "no company", ["/account"]);
  });

  test("only what is linked is looked up", () => {
    const reads = (input: object) => {
      const prepared = qualifyLead.prepare(input);
      return prepared.ok ? prepared.reads.map(({ id }) => id) : [];
    };
    expect(reads({ account: "create", contact: "none" })).toEqual([]);
    expect(reads({ account: "acc_0000000009", opportunity: "opp_0000000009" })).toEqual([
      "acc_0000000009",
      "opp_0000000009",
    ]);
  });

  test("without a person no contact is made, and it cannot be asked for", () => {
    const company = captured({ company: "Alfreds", firstName: "Maria" });
    expect(given(lead, company).when(qualifyLead, {}).next).toEqual({
      account: all.account,
      opportunity: all.opportunity,
    });
    given(lead, company)
      .when(qualifyLead, { contact: "create" })
      .refused("rule_broken", "no person", ["/contact"]);
  });

  test("an opportunity without a customer is refused", () => {
    const neither = { account: "none", contact: "none" };
    given(lead, "new").when(qualifyLead, neither).refused("rule_broken", "needs an account or a contact");
    given(lead, "new").when(qualifyLead, { account: "none" }).accepted(["lead.qualified"]);
    given(lead, "new").when(qualifyLead, { contact: "none" }).accepted(["lead.qualified"]);
  });

  test("an existing opportunity can be linked without a customer: it has its own", () => {
    const links = { account: "none", contact: "none", opportunity: "opp_0000000009" };
    const others = [other(opportunity, "opp_0000000009", "open")];
    expect(given(lead, "new").when(qualifyLead, links, { others }).next).toEqual({
      opportunity: "opp_0000000009",
    });
  });

  test.each(["qualified", "disqualified"] as const)(
    "a %s lead is reopened before it is qualified",
    (status) => {
      given(lead, status).when(qualifyLead, {}).refused("wrong_state", "new or contacted");
    },
  );
});

describe("qualifying a reopened lead again", () => {
  const reopened = { type: "lead.reopened", data: {} };

  test.each([{}, { account: "create", contact: "create", opportunity: "create" }])(
    "links what exists instead of making it twice: %o",
    (choices) => {
      const { next, events } = given(lead, "qualified", reopened).when(qualifyLead, choices);
      expect(next).toEqual(all);
      expect(events[0]?.data["create"]).toEqual([]);
    },
  );

  test("links what was linked before, not a new one", () => {
    const linked = {
      type: "lead.qualified",
      data: { account: "acc_0000000009", create: [], lead: { topic: "Tea", company: "Alfreds" } },
    };
    const others = [other(account, "acc_0000000009", "active")];
    const { next } = given(lead, "new", linked, reopened).when(qualifyLead, {}, { others });
    expect(next?.["account"]).toBe("acc_0000000009");
  });

  test("makes a new one of what was linked and erased since", () => {
    const data = { account: "acc_0000000009", create: [], lead: { topic: "Tea", company: "Alfreds" } };
    const { next, events } = given(lead, "new", { type: "lead.qualified", data }, reopened).when(
      qualifyLead,
      {},
    );
    expect(next?.["account"]).toBe(all.account);
    expect(events[0]?.data["create"]).toContain("account");
  });

  test("makes what was not wanted the first time", () => {
    const first = {
      type: "lead.qualified",
      data: { account: all.account, create: ["account"], lead: { topic: "Tea" } },
    };
    const { next, events } = given(lead, "new", first, reopened).when(qualifyLead, {});
    expect(next).toEqual(all);
    expect(events[0]?.data["create"]).toEqual(["contact", "opportunity"]);
  });

  test("another id can be linked instead", () => {
    const others = [other(account, "acc_0000000009", "active")];
    const { next } = given(lead, "qualified", reopened).when(
      qualifyLead,
      { account: "acc_0000000009" },
      { others },
    );
    expect(next).toEqual({ ...all, account: "acc_0000000009" });
  });
});
