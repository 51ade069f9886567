import { STATUS_CODES } from "node:http";
import type { APIGatewayProxyStructuredResultV2 } from "aws-lambda";
import { type Refusal, type RefusalCode, refusalStatus } from "../../domain/kernel/refusal.ts";

/** Seconds after which a caller that was turned away may come back. */
const retryAfter: Partial<Record<RefusalCode, string>> = { too_many: "1", unavailable: "2" };

function answer(
  status: number,
  body: object,
  headers: Record<string, string> = {},
): APIGatewayProxyStructuredResultV2 {
  return {
    statusCode: status,
    headers: { "content-type": "application/problem+json", ...headers },
    body: JSON.stringify({ type: "about:blank", title: STATUS_CODES[status], status, ...body }),
  };
}

function headersOf({ code, allowed }: Refusal): Record<string, string> {
  const seconds = retryAfter[code];
  if (seconds !== undefined) return { "retry-after": seconds };
  return code === "method_not_allowed" && allowed !== undefined ? { allow: allowed.join(", ") } : {};
}

/** A refusal as RFC 9457 problem: `code`, a sentence, one entry for each bad field, and what would be allowed. */
export function problemOf(refusal: Refusal, traceId: string): APIGatewayProxyStructuredResultV2 {
  const { code, message, fields, allowed, details } = refusal;
  const errors = fields?.map(({ pointer, message: detail }) => ({ pointer, detail }));
  const status = refusalStatus[code];
  return answer(status, { code, detail: message, errors, allowed, details, traceId }, headersOf(refusal));
}

/** A fault: the trace id and nothing else. */
export function faultOf(traceId: string): APIGatewayProxyStructuredResultV2 {
  return answer(500, { code: "fault", traceId });
}
