import { afterAll, afterEach, expect, test } from "vitest";
import type { FunctionSpec } from "../../local/model.ts";
import type { Workers } from "../../local/workers/pool.ts";
import { startWorkers } from "../../local/workers/pool.ts";
import { writeFunctions } from "./functions.ts";

const functions = writeFunctions();
const running: Workers[] = [];

function start(specs: FunctionSpec[], options: { maxInstances?: number; lines?: string[] } = {}): Workers {
  const { lines = [], ...rest } = options;
  const log = (_name: string, line: string): void => void lines.push(line);
  const workers = startWorkers(specs, { environment: { AWS_ENDPOINT_URL: "http://here" }, log, ...rest });
  running.push(workers);
  return workers;
}

afterEach(async () => void (await Promise.all(running.splice(0).map((workers) => workers.stop()))));
afterAll(() => functions.remove());

test("a function gets its event and Lambda's context, and its answer goes through JSON", async () => {
  const spec = functions.add(
    "context",
    `export const handler = async (event, context) => ({
      event, gone: undefined, when: new Date(0), left: context.getRemainingTimeInMillis() <= 7000,
      context: { ...context, getRemainingTimeInMillis: undefined } });`,
    { timeoutSeconds: 7, memoryMb: 192 },
  );
  const result = await start([spec]).invoke(spec.arn, { a: 1 });
  expect(result).toEqual({
    ok: true,
    payload: {
      event: { a: 1 },
      when: "1970-01-01T00:00:00.000Z",
      left: true,
      context: {
        callbackWaitsForEmptyEventLoop: true,
        functionName: "context",
        functionVersion: "$LATEST",
        invokedFunctionArn: spec.arn,
        memoryLimitInMB: "192",
        awsRequestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
        logGroupName: "/aws/lambda/context",
        logStreamName: "local",
      },
    },
  });
});

test("a function sees its own variables, those of the machine and the trace of the request, and nothing else", async () => {
  const spec = functions.add("environment", `export const handler = async () => process.env;`, {
    environment: { TABLE: "deals" },
  });
  process.env["OF_THE_PARENT"] = "secret";
  const workers = start([spec]);
  const traced = await workers.invoke(spec.arn, {}, { traceId: "Root=1-00000001-000000000000000000000001" });
  expect(traced).toMatchObject({
    payload: {
      TABLE: "deals",
      AWS_ENDPOINT_URL: "http://here",
      AWS_REGION: "eu-central-1",
      AWS_LAMBDA_FUNCTION_NAME: "environment",
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: "128",
      _X_AMZN_TRACE_ID: "Root=1-00000001-000000000000000000000001",
    },
  });
  expect(traced).not.toHaveProperty("payload.OF_THE_PARENT");
  expect(traced).not.toHaveProperty("payload.NODE_COMPILE_CACHE");
  expect(await workers.invoke(spec.arn, {})).not.toHaveProperty("payload._X_AMZN_TRACE_ID");
});

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

test("an answer that has no JSON form is null", async () => {
  const spec = functions.add("nothing", `export const handler = async () => () => {};`);
  expect(await start([spec]).invoke(spec.arn, {})).toEqual({ ok: true, payload: null });
});

test.each([
  ["waiting", `await new Promise(() => setInterval(() => {}, 1000))`],
  ["busy", `for (;;);`],
])(
  "a function that is %s past its timeout is ended and the next invocation finds a fresh one",
  async (what, body) => {
    const source = `let calls = 0; export const handler = async (event) => { calls += 1; if (event.hang) { ${body} } return calls; };`;
    const spec = functions.add(`timeout-${what}`, source, { timeoutSeconds: 0.25 });
    const workers = start([spec]);
    expect(await workers.invoke(spec.arn, {})).toEqual({ ok: true, payload: 1 });
    expect(await workers.invoke(spec.arn, { hang: true })).toMatchObject({
      errorType: "Sandbox.Timedout",
      errorMessage: expect.stringContaining("Task timed out after 0.25 seconds"),
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

test("an instance does one thing at a time, others are started up to the maximum, the rest waits in order", async () => {
  const source = `let busy = 0; const order = [];
    export const handler = async (event) => {
      busy += 1; order.push(event.n); await new Promise((done) => setTimeout(done, 20)); const most = busy; busy -= 1;
      return { most, order: [...order] }; };`;
  const spec = functions.add("busy", source);
  const workers = start([spec], { maxInstances: 2 });
  const all = await Promise.all(Array.from({ length: 8 }, (_, n) => workers.invoke(spec.arn, { n })));
  const answers = all.map((one) => (one.ok ? one.payload : undefined));
  expect(answers).toMatchObject(Array.from({ length: 8 }, () => ({ most: 1 })));
  for (const answer of answers) expect(answer).toSatisfy(isAscending);
  expect(workers.stats()).toMatchObject([{ instances: 2, coldStarts: 2, invocations: 8, queued: 0 }]);
});

const isAscending = (answer: { order: number[] }): boolean =>
  answer.order.every((n, index) => index === 0 || n > (answer.order[index - 1] ?? n));

test("when all instances are killed, running invocations fail, waiting ones and the next are served by fresh ones", async () => {
  const source = `export const handler = async (event) => { if (event.wait) await new Promise(() => setInterval(() => {}, 1000)); return event; };`;
  const spec = functions.add("killed", source);
  const workers = start([spec], { maxInstances: 1 });
  await workers.invoke(spec.arn, {});
  const held = workers.invoke(spec.arn, { wait: true });
  const waiting = workers.invoke(spec.arn, { n: 2 });
  workers.killAll();
  expect(await held).toMatchObject({ ok: false, errorType: "Runtime.ExitError" });
  expect(await waiting).toEqual({ ok: true, payload: { n: 2 } });
  expect(await workers.invoke(spec.arn, { n: 3 })).toEqual({ ok: true, payload: { n: 3 } });
});

test("after the stop nothing is run any more, and what ran or waited has failed", async () => {
  const source = `export const handler = async () => new Promise(() => setInterval(() => {}, 1000));`;
  const spec = functions.add("stopped", source);
  const workers = start([spec], { maxInstances: 1 });
  const both = [workers.invoke(spec.arn, {}), workers.invoke(spec.arn, {})];
  await workers.stop();
  expect(await Promise.all(both)).toMatchObject([{ ok: false }, { ok: false }]);
  expect(await workers.invoke(spec.arn, {})).toMatchObject({ ok: false, errorType: "ServiceException" });
  expect(workers.stats()).toMatchObject([{ instances: 0 }]);
});

test("what a function writes comes line by line, errors of a crash included", async () => {
  const source = `export const handler = async (event) => {
    console.log("one\\ntwo"); console.error("three"); process.stdout.write("fo"); process.stdout.write("ur\\n");
    if (event.crash) setTimeout(() => { throw new Error("five"); }); else return 1;
    await new Promise(() => {}); };`;
  const spec = functions.add("lines", source);
  const lines: string[] = [];
  const workers = start([spec], { lines });
  await workers.invoke(spec.arn, { crash: true });
  await expect
    .poll(() => lines)
    .toEqual(expect.arrayContaining(["one", "two", "three", "four", "Error: five"]));
});

test("a function that nobody described is not found", async () => {
  expect(await start([]).invoke("arn:aws:lambda:eu-central-1:0:function:none", {})).toMatchObject({
    errorType: "ResourceNotFoundException",
  });
});
