import { describe, expect, test } from "vitest";
import { addForm, changeForm, retireForm } from "../../domain/form/actions.ts";
import { maxLengthOf } from "../../domain/form/field.ts";
import { form } from "../../domain/form/form.ts";
import { contactForm } from "../support/form-lives.ts";
import { given } from "../support/given.ts";

const [name, email, message] = contactForm.fields;

function adding(more: object) {
  return given(form).when(addForm, { ...contactForm, ...more });
}

describe("a form", () => {
  test("says what it asks for, what that fills in a lead, and where it may be posted from", () => {
    const { record } = given(form).when(addForm, contactForm).accepted(["form.added"]);
    expect(record).toEqual({ status: "active", ...contactForm });
    given(form).when(addForm, {}).refused("invalid_input", "", ["/name", "/language", "/fields"]);
  });

  test("that can never give a lead is refused", () => {
    adding({ fields: [message] }).refused("invalid_input", "a lead needs a name", ["/fields"]);
    adding({ fields: [] }).refused("invalid_input", "", ["/fields"]);
    for (const field of ["lastName", "company", "email", "phone"]) {
      adding({ fields: [{ ...name, field }] }).accepted(["form.added"]);
    }
  });

  test("has each name once, whatever its capitals, and none that its page needs itself", () => {
    adding({ fields: [name, { ...message, name: "Name" }] }).refused("invalid_input", "has this name", [
      "/fields/1/name",
    ]);
    for (const taken of ["subject_line", "utm_source", "gclid", "consent_privacy", "altcha", "constructor"]) {
      adding({ fields: [name, { ...message, name: taken }] }).refused("invalid_input", "choose another", [
        "/fields/1/name",
      ]);
    }
    for (const bad of ["_nonce", "", "a b", "a[b]", "__proto__"]) {
      adding({ fields: [{ ...name, name: bad }] }).refused("invalid_input", "must be a name", [
        "/fields/0/name",
      ]);
    }
  });

  test("fills each field of the lead once; only the message can come from several", () => {
    adding({ fields: [name, { ...message, field: "lastName" }] }).refused("invalid_input", "only note", [
      "/fields/1/field",
    ]);
    adding({ fields: [name, message, { ...message, name: "more" }] }).accepted(["form.added"]);
  });

  test.each(["file", "checkbox"])("does not fill a field of the lead from a %s", (kind) => {
    adding({ fields: [name, { ...message, kind }] }).refused("invalid_input", "cannot fill", [
      "/fields/1/field",
    ]);
  });

  test("has options where one chooses, and nowhere else", () => {
    const options = [{ value: "Tea" }, { value: "Coffee", label: "Good coffee" }];
    const select = { name: "what", label: "What", kind: "select" };
    adding({ fields: [name, select] }).refused("invalid_input", "needs options", ["/fields/1/options"]);
    adding({ fields: [name, { ...select, options }] }).accepted(["form.added"]);
    adding({ fields: [name, { ...select, kind: "checkbox", options }] }).accepted(["form.added"]);
    adding({ fields: [{ ...name, options }] }).refused("invalid_input", "no options", ["/fields/0/options"]);
    const twice = [{ value: "Tea" }, { value: "Tea", label: "Green" }];
    adding({ fields: [name, { ...select, options: twice }] }).refused("invalid_input", "once", [
      "/fields/1/options",
    ]);
  });

  test.each([
    "http://www.example.com",
    "https://www.example.com/",
    "https://www.example.com/page",
    "https://WWW.example.com",
    "https://user@www.example.com",
    "www.example.com",
    "null",
    "*",
    "http://localhost.example.com",
    "javascript://www.example.com",
  ])("is not allowed on %j, which is no origin", (origin) => {
    adding({ origins: [origin] }).refused("invalid_input", "must be an origin", ["/origins/0"]);
  });

  test.each(["https://shop.example:8443", "http://localhost:5173", "http://127.0.0.1", "https://a.de"])(
    "can be allowed on %s",
    (origin) => {
      adding({ origins: [origin] }).accepted(["form.added"]);
    },
  );

  test.each(["http://www.example.com/thanks", "javascript:alert(1)", "//evil.example", "/thanks", "data:,x"])(
    "does not lead a visitor to %j",
    (redirect) => {
      adding({ redirect }).refused("invalid_input", "must be a web address with https", ["/redirect"]);
    },
  );

  test("asks for no more work than the server can share", () => {
    adding({ captcha: { type: "altcha", cost: 50_000 } }).accepted(["form.added"]);
    adding({ captcha: { type: "altcha", cost: 50_001 } }).refused("invalid_input", "50000", [
      "/captcha/cost",
    ]);
  });

  test("says thank you or leads on, not both", () => {
    const redirect = "https://www.example.com/thanks";
    adding({ redirect, successMessage: "Thank you" }).refused("invalid_input", "leave", ["/redirect"]);
    adding({ redirect }).accepted(["form.added"]);
  });

  test("asks for a confirmation by mail only where an address must be given", () => {
    adding({ doubleOptIn: true }).accepted(["form.added"]);
    const optional = { ...email, required: false };
    adding({ doubleOptIn: true, fields: [name, optional] }).refused("invalid_input", "who is asked", [
      "/doubleOptIn",
    ]);
  });

  test("has each consent once", () => {
    const consent = { id: "privacy", version: "2026-11", text: "I have read it.", required: true };
    adding({ consents: [consent] }).accepted(["form.added"]);
    adding({ consents: [consent, { ...consent, version: "2" }] }).refused("invalid_input", "this id", [
      "/consents/1/id",
    ]);
  });

  test("takes no longer text than what it fills can hold", () => {
    adding({ fields: [{ ...name, maxLength: 101 }] }).refused("invalid_input", "at most 100", [
      "/fields/0/maxLength",
    ]);
    expect([name, email, message].map(maxLengthOf)).toEqual([100, 200, 5000]);
    expect(maxLengthOf({ ...name, maxLength: 40 })).toBe(40);
  });
});

describe("a form that is there", () => {
  test("can be changed in part, and stays one that gives leads", () => {
    const changed = given(form, "active").when(changeForm, { title: null, campaign: "Autumn fair" });
    const { title: _, ...rest } = contactForm;
    expect(changed.record).toEqual({ status: "active", ...rest, campaign: "Autumn fair" });
    given(form, "active")
      .when(changeForm, { fields: [message] })
      .refused("invalid_input", "", ["/fields"]);
    given(form, "active").when(changeForm, { fields: null }).refused("invalid_input", "", ["/fields"]);
    given(form, "active").when(changeForm, { title: contactForm.title }).accepted([]);
  });

  test("is retired, and cannot be changed any more", () => {
    given(form, "active").when(retireForm, {}).accepted(["form.retired"]);
    given(form, "retired").when(changeForm, { title: "Again" }).refused("wrong_state");
  });
});
