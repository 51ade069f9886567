import type { IncomingMessage } from "node:http";
import type { Authorizer, TokenIssuer } from "./tokens.ts";

/** The claims of an accepted token, or the WWW-Authenticate header of the 401. */
export type Access =
  | { readonly ok: true; readonly claims: Readonly<Record<string, string>> }
  | { readonly ok: false; readonly challenge: string };

/** Checks the token in the Authorization header, with or without "Bearer" before it. */
export async function authorise(
  request: IncomingMessage,
  authorizer: Authorizer,
  issuer: TokenIssuer,
): Promise<Access> {
  const token = (request.headers.authorization ?? "").replace(/^Bearer\s+/i, "").trim();
  if (token === "") return { ok: false, challenge: "Bearer" };
  const verified = await issuer.verify(token, authorizer);
  if (verified.ok) return { ok: true, claims: renderClaims(verified.claims) };
  const { reason } = verified;
  return { ok: false, challenge: `Bearer scope="" error="invalid_token" error_description="${reason}"` };
}

/** Claims as the HTTP API hands them on: all are texts, a list is written `[sales admin]`. */
function renderClaims(claims: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(Object.entries(claims).map(([name, value]) => [name, renderClaim(value)]));
}

function renderClaim(value: unknown): string {
  if (typeof value === "string") return value;
  return Array.isArray(value) ? `[${value.map(renderClaim).join(" ")}]` : JSON.stringify(value);
}
