import { expect, test } from "vitest";
import { workersWorld } from "./workers-world.ts";

const { functions, start } = workersWorld();

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

test("an answer that has no JSON form is null", async () => {
  const spec = functions.add("nothing", `export const handler = async () => () => {};`);
  expect(await start([spec]).invoke(spec.arn, {})).toEqual({ ok: true, payload: null });
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
