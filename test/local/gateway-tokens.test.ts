import { SignJWT } from "jose";
import { expect, test } from "vitest";
import { createIssuer } from "../../local/gateway/tokens.ts";
import { authorizer, echo, gateways } from "./gateway-world.ts";

const { issuer, start } = await gateways();

const post = async (authorization: string | undefined) => {
  const { send, calls } = await start();
  const headers = authorization === undefined ? {} : { authorization };
  const answer = await send({ method: "POST", path: "/guarded", headers });
  return { ...answer, challenge: answer.headers["www-authenticate"], event: calls[0]?.event };
};

test("a valid token is let through and its claims are texts", async () => {
  const token = await issuer.issue({ roles: ["sales", "admin"] });
  const { status, event } = await post(`Bearer ${token}`);
  expect(status).toBe(200);
  expect(event).toMatchObject({
    requestContext: {
      authorizer: {
        jwt: {
          claims: {
            sub: "local",
            "cognito:groups": "[sales admin]",
            iss: authorizer.issuer,
            client_id: "web",
            token_use: "access",
            exp: expect.stringMatching(/^\d{10}$/),
            iat: expect.stringMatching(/^\d{10}$/),
          },
          scopes: null,
        },
      },
    },
  });
});

test("the word Bearer may be left out, and any audience of the authoriser will do", async () => {
  expect((await post(await issuer.issue({ roles: [], audience: "app" }))).status).toBe(200);
});

test("without a token it is 401", async () => {
  expect(await post(undefined)).toMatchObject({
    status: 401,
    body: '{"message":"Unauthorized"}',
    challenge: "Bearer",
    event: undefined,
  });
});

const unsigned = [{ alg: "none" }, { iss: authorizer.issuer, client_id: "web", exp: 9_999_999_999 }]
  .map((part) => Buffer.from(JSON.stringify(part)).toString("base64url"))
  .join(".");

test.each([
  ["another key", async () => (await createIssuer(echo)).issue({ roles: ["sales"] }), /signature/],
  ["a past expiry", () => issuer.issue({ roles: ["sales"], expiresInSeconds: -1 }), /expired/],
  ["another issuer", () => issuer.issue({ roles: ["sales"], issuer: "https://other.example" }), /valid iss/],
  ["another audience", () => issuer.issue({ roles: ["sales"], audience: "other" }), /audience/],
  ["no signature", async () => `${unsigned}.`, /malformed/],
  ["nonsense in it", async () => "nonsense", /malformed/],
  [
    "changed claims",
    async () => {
      const [header, , signature] = (await issuer.issue({ roles: ["sales"] })).split(".");
      const claims = {
        iss: authorizer.issuer,
        client_id: "web",
        exp: 9_999_999_999,
        "cognito:groups": ["admin"],
      };
      return [header, Buffer.from(JSON.stringify(claims)).toString("base64url"), signature].join(".");
    },
    /signature/,
  ],
  [
    "a shared secret in place of the key",
    () =>
      new SignJWT({ client_id: "web" })
        .setProtectedHeader({ alg: "HS256" })
        .setIssuer(authorizer.issuer)
        .setExpirationTime("1h")
        .sign(new TextEncoder().encode("a secret that somebody guessed somewhere")),
    /malformed/,
  ],
])("a token with %s is 401", async (_what, make, reason) => {
  expect(await post(`Bearer ${await make()}`)).toMatchObject({
    status: 401,
    body: '{"message":"Unauthorized"}',
    challenge: expect.stringMatching(/^Bearer scope="" error="invalid_token" error_description="[^"]+"$/),
    event: undefined,
  });
  expect((await post(`Bearer ${await make()}`)).challenge).toMatch(reason);
});
