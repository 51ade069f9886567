import { expect, test } from "vitest";
import { gateways } from "./gateway-world.ts";

const { start } = await gateways();

test("a request is an event of payload format 2.0", async () => {
  const { calls, send, port } = await start();
  const headers = {
    "X-Twice": ["a", "b"],
    Cookie: "one=1; two=2",
    "content-type": "application/json; charset=utf-8",
    "user-agent": "test",
    host: `localhost:${port}`,
  };
  await send({ method: "POST", path: "/echo/gr%C3%BCn?b=2&a=1&b=3&c=%26+x", headers }, '{"ü":1}');
  expect(calls[0]?.event).toEqual({
    version: "2.0",
    routeKey: "ANY /echo/{proxy+}",
    rawPath: "/echo/grün",
    rawQueryString: "b=2&a=1&b=3&c=%26+x",
    cookies: ["one=1", "two=2"],
    headers: {
      connection: expect.any(String),
      "content-length": "8",
      "content-type": "application/json; charset=utf-8",
      host: `localhost:${port}`,
      "user-agent": "test",
      "x-amzn-trace-id": expect.stringMatching(/^Root=1-[0-9a-f]{8}-[0-9a-f]{24}$/),
      "x-forwarded-for": "127.0.0.1",
      "x-forwarded-port": String(port),
      "x-forwarded-proto": "http",
      "x-twice": "a,b",
    },
    queryStringParameters: { a: "1", b: "2,3", c: "& x" },
    pathParameters: { proxy: "grün" },
    requestContext: {
      accountId: expect.any(String),
      apiId: expect.any(String),
      domainName: "localhost",
      domainPrefix: "localhost",
      http: {
        method: "POST",
        path: "/echo/grün",
        protocol: "HTTP/1.1",
        sourceIp: "127.0.0.1",
        userAgent: "test",
      },
      requestId: expect.any(String),
      routeKey: "ANY /echo/{proxy+}",
      stage: "$default",
      time: expect.stringMatching(/^\d\d\/[A-Z][a-z]{2}\/\d{4}:\d\d:\d\d:\d\d \+0000$/),
      timeEpoch: expect.any(Number),
    },
    body: '{"ü":1}',
    isBase64Encoded: false,
  });
});

test("a request without query, cookies and body has none of these fields", async () => {
  const { calls, send } = await start();
  await send({ path: "/echo" });
  for (const field of ["cookies", "queryStringParameters", "pathParameters", "body"])
    expect(calls[0]?.event).not.toHaveProperty(field);
  expect(calls[0]?.event).toMatchObject({ rawQueryString: "", isBase64Encoded: false });
  expect(calls[0]?.event).not.toHaveProperty("requestContext.authorizer");
});

test.each([
  ["text/plain", false],
  ["application/xml", false],
  ["application/x-www-form-urlencoded", true],
  ["image/png", true],
  [undefined, true],
])("a body of type %s is Base64: %s", async (type, isBase64Encoded) => {
  const { calls, send } = await start();
  const headers = type === undefined ? {} : { "content-type": type };
  await send({ method: "PUT", path: "/echo/x", headers }, "grün");
  const body = isBase64Encoded ? Buffer.from("grün").toString("base64") : "grün";
  expect(calls[0]?.event).toMatchObject({ body, isBase64Encoded });
});

test("the trace id of the request, or a new one, is in its headers and with the invocation", async () => {
  const { calls, send } = await start();
  const traceId = "Root=1-5759e988-bd862e3fe1be46a994272793;Sampled=1";
  await send({ path: "/echo", headers: { "X-Amzn-Trace-Id": traceId } });
  await send({ path: "/echo", headers: { "X-Amzn-Trace-Id": "nonsense" } });
  expect(calls[0]).toMatchObject({
    context: { traceId },
    event: { headers: { "x-amzn-trace-id": traceId } },
  });
  expect(calls[1]?.context?.traceId).toMatch(/^Root=1-[0-9a-f]{8}-[0-9a-f]{24}$/);
  expect(calls[1]).toMatchObject({ event: { headers: { "x-amzn-trace-id": calls[1]?.context?.traceId } } });
});
