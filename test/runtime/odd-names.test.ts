import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addForm } from "../../domain/form/actions.ts";
import { form } from "../../domain/form/form.ts";
import { receiveSubmission } from "../../domain/submission/actions.ts";
import { csvText } from "../../functions/runtime/capture/lists/csv-answer.ts";
import { plainJson } from "../../local/bus/plain-json.ts";
import { createTable, type Engine, startEngine } from "../support/engine.ts";
import { contactForm } from "../support/form-lives.ts";
import { given } from "../support/given.ts";
import { ask, done, worldOf } from "../support/world.ts";

let engine: Engine;
beforeAll(async () => {
  engine = await startEngine();
  await createTable(engine.client, "journal");
});
afterAll(() => engine.stop());

describe("names and texts that nobody expects", () => {
  test("a field that a visitor calls constructor is kept like any other", async () => {
    const sent = { constructor: "x", toString: "y", name: "Ann" };
    const input = { source: "web", sent, answers: { constructor: "z" }, fields: { lastName: "Ann" } };
    const { record } = await done(ask(receiveSubmission, input), worldOf(engine.client, "journal"));
    expect(record["sent"]).toEqual(sent);
    expect(record["answers"]).toEqual({ constructor: "z" });
  });

  test("a text of several lines is one cell of a list, whatever its lines begin with", () => {
    const text = csvText([["Hello\n=1+1\r@SUM(A1)", "next"]], {});
    expect(text).toBe('"Hello\n=1+1\r@SUM(A1)",next\r\n');
  });

  test("a form leads to an address that every header can carry, and to nobody else's", () => {
    const leadingTo = (redirect: string) =>
      given(form).when(addForm, { ...contactForm, successMessage: undefined, redirect });
    expect(leadingTo("https://www.example.vn/cảm-ơn").record).toMatchObject({
      redirect: "https://www.example.vn/c%E1%BA%A3m-%C6%A1n",
    });
    for (const bad of ["https://www.example.com@evil.example/", "https://user:pw@x.example/"]) {
      leadingTo(bad).refused("invalid_input", "without a user name", ["/redirect"]);
    }
  });

  test("a subject with an emoji is told to a queue here as JSON that says the same", () => {
    const json = JSON.stringify({ subject: "Zo 🦊 \uFFFF" });
    expect(plainJson(json)).not.toMatch(/[\uD800-\uFFFF]/);
    expect(JSON.parse(plainJson(json))).toEqual({ subject: "Zo 🦊 \uFFFF" });
  });
});
