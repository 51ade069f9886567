import { randomUUID } from "node:crypto";
import type { JWTPayload } from "jose";
import { errors, generateKeyPair, jwtVerify, SignJWT } from "jose";
import type { RouteSpec } from "../model.ts";

/** What an authoriser demands of a token. */
export type Authorizer = NonNullable<RouteSpec["authorizer"]>;

/** Whom a token is for. */
export interface TokenRequest {
  /** Groups of the user pool. */
  readonly roles: readonly string[];
  /** "local" when not given: repeats with a fresh token come from the same caller. */
  readonly subject?: string | undefined;
  /** Those of the first authoriser of the routes when not given. */
  readonly issuer?: string;
  readonly audience?: string;
  /** Twelve hours when not given. */
  readonly expiresInSeconds?: number;
}

/** A token that was checked: its claims, or why it is not accepted. */
export type Verified =
  | { readonly ok: true; readonly claims: JWTPayload }
  | { readonly ok: false; readonly reason: string };

/** Stands in for the user pool: gives access tokens like Cognito's and checks them as the HTTP API does. */
export interface TokenIssuer {
  issue(request: TokenRequest): Promise<string>;
  /** Checks signature, expiry, issuer, and audience (`aud`, or `client_id` without it). */
  verify(token: string, authorizer: Authorizer): Promise<Verified>;
}

const algorithm = "RS256";
const keyId = "local";

/** Makes the key, which lives as long as this process: tokens of another start are not accepted. */
export async function createIssuer(routes: readonly RouteSpec[] = []): Promise<TokenIssuer> {
  const { privateKey, publicKey } = await generateKeyPair(algorithm);
  const { issuer: usualIssuer, audience: usualAudience } = usualAuthorizer(routes);
  return {
    issue: (request) => {
      const {
        issuer = usualIssuer,
        audience = usualAudience[0] ?? "",
        expiresInSeconds = 12 * 3600,
      } = request;
      const now = Math.floor(Date.now() / 1000);
      return new SignJWT(claimsOf(request, audience, now))
        .setProtectedHeader({ alg: algorithm, kid: keyId })
        .setIssuer(issuer)
        .setIssuedAt(now)
        .setExpirationTime(now + expiresInSeconds)
        .sign(privateKey);
    },
    verify: async (token, { issuer, audience }) => {
      try {
        const options = { issuer, algorithms: [algorithm], requiredClaims: ["exp"] };
        const { payload } = await jwtVerify(token, publicKey, options);
        if (isFor(payload, audience)) return { ok: true, claims: payload };
        return { ok: false, reason: "the token does not have a valid audience" };
      } catch (error) {
        return { ok: false, reason: reasonOf(error) };
      }
    },
  };
}

/** All routes of the system have the same authoriser, as there is one user pool. */
const usualAuthorizer = (routes: readonly RouteSpec[]): Authorizer =>
  routes.find((route) => route.authorizer !== undefined)?.authorizer ?? {
    issuer: "local",
    audience: ["local"],
  };

function claimsOf({ roles, subject = "local" }: TokenRequest, audience: string, now: number): JWTPayload {
  return {
    sub: subject,
    "cognito:groups": [...roles],
    token_use: "access",
    client_id: audience,
    username: subject,
    scope: "openid",
    auth_time: now,
    jti: randomUUID(),
  };
}

function isFor(claims: JWTPayload, audience: readonly string[]): boolean {
  const named = claims.aud ?? claims["client_id"];
  const names = Array.isArray(named) ? named : [named];
  return names.some((name) => typeof name === "string" && audience.includes(name));
}

function reasonOf(error: unknown): string {
  if (error instanceof errors.JWTExpired) return "the token has expired";
  if (error instanceof errors.JWSSignatureVerificationFailed) return "the token's signature is not valid";
  if (error instanceof errors.JWTClaimValidationFailed)
    return `the token does not have a valid ${error.claim}`;
  return "the token is malformed";
}
