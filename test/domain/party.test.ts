import { describe, expect, test } from "vitest";
import { account } from "../../domain/account/account.ts";
import { changeAccount, openAccount } from "../../domain/account/actions.ts";
import { addContact, addContactOfLead, changeContact } from "../../domain/contact/actions.ts";
import { contact } from "../../domain/contact/contact.ts";
import { given, other } from "../support/given.ts";

describe("accounts", () => {
  test("an account is opened with a name", () => {
    const input = { name: "Alfreds", phone: "+4930901820", website: "https://alfreds.example" };
    const { record } = given(account).when(openAccount, input).accepted(["account.opened"]);
    expect(record).toEqual({ status: "active", ...input, phoneE164: "+4930901820" });
    given(account).when(openAccount, {}).refused("invalid_input", "", ["/name"]);
  });

  test("an account keeps the lead that it comes from", () => {
    const { record } = given(account).when(openAccount, { name: "Alfreds", lead: "lea_0000000001" });
    expect(record).toMatchObject({ lead: "lea_0000000001" });
  });

  test("its fields change with before and after; its name stays", () => {
    const { events } = given(account, "active").when(changeAccount, {
      name: "Alfreds GmbH",
      email: "a@b.example",
    });
    expect(events[0]?.data).toEqual({
      before: { name: "Alfreds Futterkiste" },
      after: { name: "Alfreds GmbH", email: "a@b.example" },
    });
    given(account, "active").when(changeAccount, { name: null }).refused("invalid_input", "", ["/name"]);
    given(account, "active").when(changeAccount, { name: "Alfreds Futterkiste" }).accepted([]);
  });

  test("an address is replaced whole and can be removed", () => {
    const opened = {
      type: "account.opened",
      data: { name: "A", address: { city: "Berlin", street: "Obere Str. 57" } },
    };
    const moved = given(account, opened).when(changeAccount, { address: { city: "Bonn" } });
    expect(moved.record).toMatchObject({ address: { city: "Bonn" } });
    expect(moved.record.address).not.toHaveProperty("street");
    expect(given(account, opened).when(changeAccount, { address: null }).record).not.toHaveProperty(
      "address",
    );
    given(account, opened)
      .when(changeAccount, { address: { town: "Bonn" } })
      .refused("invalid_input", "", ["/address/town"]);
  });

  test("an account keeps what its invoices need: legal name, tax ids, billing address, electronic address", () => {
    const legal = {
      legalName: "Alfreds Futterkiste GmbH",
      taxIds: { vat: "DE123456789", registration: "HRB 1234" },
      billingAddress: { street: "Obere Str. 57", city: "Berlin", country: "DE" },
      endpoint: { scheme: "0088", id: "4012345000009" },
    };
    const opened = given(account).when(openAccount, { name: "Alfreds", ...legal });
    expect(opened.record).toEqual({ status: "active", name: "Alfreds", ...legal });
    const { events } = given(account, "active").when(changeAccount, { ...legal, taxIds: { vat: "DE1" } });
    expect(events[0]?.data).toEqual({ before: {}, after: { ...legal, taxIds: { vat: "DE1" } } });
    given(account)
      .when(openAccount, { name: "Alfreds", endpoint: { scheme: "GLN", id: "" }, taxIds: { vatId: "DE1" } })
      .refused("invalid_input", "", ["/taxIds/vatId", "/endpoint/scheme", "/endpoint/id"]);
  });

  test.each(["E", "AE", "K", "G", "O"])(
    "all that an account buys may be of category %s, with the reason",
    (category) => {
      const treated = (exemption?: object) =>
        given(account, "active").when(changeAccount, {
          taxTreatment: { category, ...(exemption && { exemption }) },
        });
      expect(treated({ code: "VATEX-EU-AE" }).record).toMatchObject({
        taxTreatment: { category, exemption: { code: "VATEX-EU-AE" } },
      });
      const words = `is needed for the category ${category}`;
      treated().refused("invalid_input", words, ["/taxTreatment/exemption"]);
      treated({}).refused("invalid_input", words, ["/taxTreatment/exemption"]);
    },
  );

  test("all that an account buys may be zero-rated, without a reason; taxed as usual is no treatment", () => {
    const treated = (taxTreatment: object | null) =>
      given(account, "active").when(changeAccount, { taxTreatment });
    treated({ category: "Z" }).accepted(["account.changed"]);
    treated({ category: "Z", exemption: { reason: "Export" } }).refused("invalid_input", "left out", [
      "/taxTreatment/exemption",
    ]);
    treated({ category: "S" }).refused("invalid_input", "", ["/taxTreatment/category"]);
    treated(null).accepted([]);
  });

  test("the E.164 form of its phone follows a change", () => {
    const { record } = given(account, "active").when(changeAccount, { phone: "+4930901820" });
    expect(record).toMatchObject({ phoneE164: "+4930901820" });
  });
});

describe("contacts", () => {
  test("a contact is added to an account that exists", () => {
    const input = { lastName: "Anders", account: "acc_0000000001" };
    const others = [other(account, "acc_0000000001", "active")];
    given(contact).when(addContact, input, { others }).accepted(["contact.added"]);
    given(contact)
      .when(addContact, input)
      .refused("rule_broken", "There is no account acc_0000000001", ["/account"]);
  });

  test("a contact can be added on its own", () => {
    const { record } = given(contact).when(addContact, { email: "a@b.example", phone: "+4930901820" });
    expect(record).toEqual({
      status: "active",
      email: "a@b.example",
      phone: "+4930901820",
      phoneE164: "+4930901820",
    });
  });

  test("a contact needs a last name, an e-mail address or a phone", () => {
    given(contact)
      .when(addContact, { firstName: "Maria" })
      .refused("invalid_input", "at least one of", ["/lastName"]);
    given(contact).when(addContactOfLead, { firstName: "Maria" }).refused("invalid_input", "at least one of");
  });

  test("the contact of a lead does not wait for its account", () => {
    const input = {
      lastName: "Anders",
      phone: "030 901820",
      account: "acc_0000000404",
      lead: "lea_0000000001",
    };
    const { record } = given(contact).when(addContactOfLead, input, { settings: { country: "DE" } });
    expect(record).toMatchObject({
      account: "acc_0000000404",
      lead: "lea_0000000001",
      phoneE164: "+4930901820",
    });
  });

  test("a contact moves to another account that exists, or leaves its account", () => {
    const others = [other(account, "acc_0000000009", "active")];
    const moved = given(contact, "active").when(changeContact, { account: "acc_0000000009" }, { others });
    expect(moved.record).toMatchObject({ account: "acc_0000000009" });
    given(contact, "active")
      .when(changeContact, { account: "acc_0000000404" })
      .refused("rule_broken", "", ["/account"]);
    expect(given(contact, "active").when(changeContact, { account: null }).record).not.toHaveProperty(
      "account",
    );
  });

  test("a contact cannot lose its last name and everything else it is known by", () => {
    given(contact, "active")
      .when(changeContact, { lastName: null })
      .refused("rule_broken", "at least one of");
    given(contact, "active")
      .when(changeContact, { lastName: null, phone: "+4930901820" })
      .accepted(["contact.changed"]);
    given(contact, "active").when(changeContact, { lastName: "Anders" }).accepted([]);
  });

  test("the E.164 form of its phone follows a change", () => {
    const { record } = given(contact, "active").when(changeContact, { phone: "+4930901820" });
    expect(record).toMatchObject({ phoneE164: "+4930901820" });
  });
});
