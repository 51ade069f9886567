import type { IncomingMessage } from "node:http";
import * as z from "zod";
import { roleNames } from "../../domain/kernel/role.ts";
import { readBody } from "./body.ts";
import type { Reply } from "./reply.ts";
import { jsonReply, message } from "./reply.ts";
import type { TokenIssuer } from "./tokens.ts";

/** Whether the system is up, and each of its parts (true, or what is wrong). */
export interface Health {
  readonly ok: boolean;
  readonly parts: Readonly<Record<string, boolean | string>>;
  /** Seconds that each stream is behind: 0 when all that was committed has gone out. */
  readonly behindSeconds?: Readonly<Record<string, number>>;
  /** Messages that were set aside, by who could not do them: they need a person. */
  readonly stuck?: Readonly<Record<string, number>>;
}

const TokenRequest = z.strictObject({
  roles: z.array(z.enum(roleNames)),
  subject: z.string().min(1).max(128).optional(),
});

/** 200 when, and only when, every part is up. */
export async function healthPage(health: () => Promise<Health>): Promise<Reply> {
  const found = await health();
  return jsonReply(found.ok ? 200 : 503, found);
}

/** Whether a request names this machine as such: under a name of its own a page of the internet could reach it as well. */
export function isFromHere({ headers }: IncomingMessage): boolean {
  return /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/i.test(headers.host ?? "");
}

/** Gives a token for the roles that the body asks for. */
export async function tokenPage(request: IncomingMessage, issuer: TokenIssuer): Promise<Reply> {
  if (!isFromHere(request)) return message(403, "Forbidden");
  const body = await readBody(request);
  if (!Buffer.isBuffer(body)) return message(413, "Request Too Long");
  const asked = TokenRequest.safeParse(parseJson(body.toString("utf8")));
  if (!asked.success) return problem(asked.error);
  return jsonReply(200, { token: await issuer.issue(asked.data) });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const pointerTo = (path: readonly PropertyKey[]): string =>
  path.map((part) => `/${String(part).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");

function problem(error: z.ZodError): Reply {
  const errors = error.issues.flatMap((issue) => {
    const unknown = issue.code === "unrecognized_keys" ? issue.keys : undefined;
    const paths = unknown?.map((key) => [...issue.path, key]) ?? [issue.path];
    return paths.map((path) => ({ pointer: pointerTo(path), detail: issue.message }));
  });
  const detail = `Send {"roles": ["sales"]}, with any of the roles ${roleNames.join(", ")}`;
  const body = {
    type: "about:blank",
    title: "Bad Request",
    status: 400,
    code: "invalid_input",
    detail,
    errors,
  };
  return jsonReply(400, body, "application/problem+json");
}
