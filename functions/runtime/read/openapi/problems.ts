import { STATUS_CODES } from "node:http";
import { refusalStatus } from "../../../../domain/kernel/refusal.ts";
import { schemaRef } from "./names.ts";
import type { Schema } from "./schemas.ts";

const codes = Object.entries(refusalStatus);
const FAULT = 500;
const UNAVAILABLE = 503;

/** A refusal or a fault as it is answered (RFC 9457). */
export const problemSchema: Schema = {
  type: "object",
  description: "Why a request was not done (RFC 9457)",
  properties: {
    type: { type: "string", const: "about:blank" },
    title: { type: "string", description: "The HTTP status in words" },
    status: { type: "integer" },
    code: {
      type: "string",
      enum: [...codes.map(([code]) => code), "fault"],
      description: "For machines: the set is closed",
    },
    detail: { type: "string", description: "A sentence for people" },
    errors: {
      type: "array",
      description: "One entry for each bad field",
      items: {
        type: "object",
        properties: {
          pointer: {
            type: "string",
            description: "A JSON pointer (RFC 6901) into the body, or into the query taken as an object",
            examples: ["/lines/0/quantity"],
          },
          detail: { type: "string" },
        },
        required: ["pointer", "detail"],
      },
    },
    allowed: { type: "array", items: { type: "string" }, description: "What would be allowed instead" },
    details: { type: "object", description: "Figures behind the refusal" },
    traceId: { type: "string", description: "Finds the request in the logs" },
  },
  required: ["type", "title", "status", "code", "traceId"],
  examples: [
    {
      type: "about:blank",
      title: "Conflict",
      status: 409,
      code: "wrong_state",
      detail: "A quote that is accepted cannot be asked to send: it must be draft",
      allowed: ["draft"],
      details: { status: "accepted" },
      traceId: "1-69231a3c-9f1b2c3d4e5f60718293a4b5",
    },
  ],
};

function described(status: number): string {
  const names = codes.filter(([, other]) => other === status).map(([code]) => code);
  const title = STATUS_CODES[status] ?? "";
  if (status === FAULT) return `${title}: a fault of ours; the trace id finds it`;
  if (status === UNAVAILABLE)
    return `${title}: ${names.join(" or ")}; ask again after \`Retry-After\` seconds`;
  const more =
    status === 401 ? "; a missing or expired token is answered before it reaches us, as { message }" : "";
  return `${title}: ${names.join(" or ")}${more}`;
}

const nameOf = (status: number) => `Problem${status}`;

/** The answer of each status that a problem can have. */
export function problemResponses(): Record<string, object> {
  const statuses = [...new Set(codes.map(([, status]) => status)), FAULT];
  const content = { "application/problem+json": { schema: schemaRef("Problem") } };
  return Object.fromEntries(
    statuses.map((status) => [nameOf(status), { description: described(status), content }]),
  );
}

/** The answers of an operation that may go wrong in these ways. */
export function problems(...statuses: readonly number[]): Record<string, object> {
  return Object.fromEntries(
    [...statuses, FAULT, UNAVAILABLE].map((status) => [
      String(status),
      { $ref: `#/components/responses/${nameOf(status)}` },
    ]),
  );
}
