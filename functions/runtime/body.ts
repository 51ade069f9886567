import type { MiddlewareObj } from "@middy/core";
import httpJsonBodyParser from "@middy/http-json-body-parser";
import type { APIGatewayProxyStructuredResultV2 } from "aws-lambda";
import * as z from "zod";
import { type Refusal, refuse } from "../../domain/kernel/refusal.ts";
import type { HttpEvent } from "./edge.ts";
import { withExactNumbers } from "./exact.ts";
import { problemOf } from "./problem.ts";
import { traceId } from "./trace.ts";

/** The most bytes that a body may have. */
export const MAX_BODY_BYTES = 256 * 1024;

const HttpError = z.object({ statusCode: z.int().min(400).max(499) });

function refusalOf(statusCode: number): Refusal {
  if (statusCode === 415) {
    return refuse("unsupported_media_type", 'The body must be JSON: send "content-type: application/json"');
  }
  const message = "is not valid JSON: check quotes, commas and brackets, and leave out the key __proto__";
  return refuse("invalid_input", `The body ${message}`, { fields: [{ pointer: "", message }] });
}

function sizeOf(event: HttpEvent): number {
  return Buffer.byteLength(event.body ?? "", event.isBase64Encoded ? "base64" : "utf8");
}

function textOf({ body = "", isBase64Encoded }: HttpEvent): string {
  return isBase64Encoded ? Buffer.from(body, "base64").toString() : body;
}

/** Parses a JSON body; a request without one is an empty object. Answers what is too large, not JSON or malformed. */
export function jsonBody(): MiddlewareObj<HttpEvent, APIGatewayProxyStructuredResultV2> {
  const { before } = httpJsonBodyParser();
  return {
    async before(request) {
      const size = sizeOf(request.event);
      if (size === 0) return undefined;
      if (size > MAX_BODY_BYTES) {
        const message = `The body has ${size} bytes, at most ${MAX_BODY_BYTES} are taken`;
        return problemOf(refuse("too_large", message), traceId());
      }
      try {
        const text = textOf(request.event);
        await before?.(request);
        Object.assign(request.event, { body: withExactNumbers(request.event.body, text) });
        return undefined;
      } catch (error) {
        const known = HttpError.safeParse(error);
        if (!known.success) throw error;
        return problemOf(refusalOf(known.data.statusCode), traceId());
      }
    },
  };
}
