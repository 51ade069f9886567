import { expect, test } from "vitest";
import { workersWorld } from "./workers-world.ts";

const { functions, start } = workersWorld();

test.each([
  [
    "an error",
    `throw new TypeError("no such lead")`,
    { errorType: "TypeError", errorMessage: "no such lead" },
  ],
  ["undefined", `throw undefined`, { errorType: "string", errorMessage: "handled" }],
  ["null", `throw null`, { errorType: "string", errorMessage: "handled" }],
  ["a text", `throw "no"`, { errorType: "string", errorMessage: "no" }],
  ["an object", `throw { no: 1 }`, { errorType: "object", errorMessage: "[object Object]" }],
  [
    "an answer that is no JSON",
    `return 1n`,
    { errorType: "Error", errorMessage: "Unable to stringify response body" },
  ],
])("a function that throws %s fails like in Lambda and goes on answering", async (what, body, shape) => {
  const source = `export const handler = async (event) => { if (event.fail) { ${body} } return "fine"; };`;
  const spec = functions.add(`throws-${what.replaceAll(" ", "-")}`, source);
  const workers = start([spec]);
  expect(await workers.invoke(spec.arn, { fail: true })).toEqual({ ok: false, ...shape });
  expect(await workers.invoke(spec.arn, {})).toEqual({ ok: true, payload: "fine" });
  expect(workers.stats()).toMatchObject([{ coldStarts: 1, invocations: 2, failures: 1 }]);
});

test.each([
  ["waiting", `await new Promise(() => setInterval(() => {}, 1000))`],
  ["busy", `for (;;);`],
])(
  "a function that is %s past its timeout is ended and the next invocation finds a fresh one",
  async (what, body) => {
    const source = `let calls = 0; export const handler = async (event) => { calls += 1; if (event.hang) { ${body} } return calls; };`;
    const spec = functions.add(`timeout-${what}`, source, { timeoutSeconds: 0.6 });
    const workers = start([spec]);
    expect(await workers.invoke(spec.arn, {})).toEqual({ ok: true, payload: 1 });
    expect(await workers.invoke(spec.arn, { hang: true })).toMatchObject({
      errorType: "Sandbox.Timedout",
      errorMessage: expect.stringContaining("Task timed out after 0.60 seconds"),
    });
    expect(await workers.invoke(spec.arn, {})).toEqual({ ok: true, payload: 1 });
  },
);

test.each([
  ["exits", `process.exit(3)`, "exit status 3"],
  ["exits without a word", `process.exit(0)`, "without providing a reason"],
  [
    "throws outside of its handler",
    `setTimeout(() => { throw new Error("later"); }); await new Promise(() => {})`,
    "exit status 1",
  ],
  [
    "leaves a rejection behind",
    `Promise.reject(new Error("later")); await new Promise(() => {})`,
    "exit status 1",
  ],
  ["eats all memory", `const all = []; for (;;) all.push({ n: all.length, more: {} })`, "signal: killed"],
])("a function that %s fails its invocation only", async (what, body, message) => {
  const source = `export const handler = async (event) => { if (event.die) { ${body} } return "alive"; };`;
  const spec = functions.add(`dies-${what.replaceAll(" ", "-")}`, source, { memoryMb: 24 });
  const workers = start([spec]);
  expect(await workers.invoke(spec.arn, { die: true })).toMatchObject({
    ok: false,
    errorType: "Runtime.ExitError",
    errorMessage: expect.stringContaining(message),
  });
  expect(await workers.invoke(spec.arn, {})).toEqual({ ok: true, payload: "alive" });
});

test.each([
  ["is not JavaScript", `export const handler = ;`, "Runtime.UserCodeSyntaxError"],
  ["throws while loading", `throw new Error("no table");`, "Runtime.ImportModuleError"],
  ["exits while loading", `process.exit(1);`, "Runtime.ExitError"],
  ["has no handler", `export const other = 1;`, "Runtime.HandlerNotFound"],
])("a module that %s fails every invocation with the reason", async (what, source, errorType) => {
  const spec = functions.add(`broken-${what.replaceAll(" ", "-")}`, source);
  const workers = start([spec]);
  const all = await Promise.all([1, 2, 3].map((n) => workers.invoke(spec.arn, { n })));
  expect(all).toMatchObject(Array.from({ length: 3 }, () => ({ ok: false, errorType })));
});

test("a function whose variables a thread cannot take fails with the reason, also in its log", async () => {
  const source = `export const handler = async () => 1;`;
  const spec = functions.add("options", source, {
    environment: { NODE_OPTIONS: "--no-such-option" },
  });
  const lines: string[] = [];
  const result = await start([spec], { lines }).invoke(spec.arn, {});
  expect(result).toMatchObject({ ok: false, errorMessage: expect.stringContaining("NODE_OPTIONS") });
  expect(lines).toEqual([expect.stringContaining("options cannot be started")]);
});
