import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";
import { refuse } from "../../../../domain/kernel/refusal.ts";
import { edge, type HttpHandler } from "../../edge.ts";
import { openReader } from "../../read/reader.ts";
import { findForm } from "./find-form.ts";
import { scriptOf } from "./script.ts";

const HEADERS = {
  "content-type": "text/javascript; charset=utf-8",
  "cache-control": "public, max-age=300",
  "x-content-type-options": "nosniff",
  // Pages that are isolated from others may load it too.
  "cross-origin-resource-policy": "cross-origin",
  vary: "accept-encoding",
};

/** The Lambda function of GET /f/{formId}/embed.js. */
export function formScript(): HttpHandler {
  const reader = openReader();
  return edge("form.script", async (event) => {
    const form = await findForm(event, reader);
    if (form === undefined || form.status === "retired") {
      return refuse("not_found", "There is no such form, or it takes nothing any more");
    }
    const script = scriptOf(form);
    const etag = `W/"${createHash("sha256").update(script).digest("base64url").slice(0, 22)}"`;
    const headers = { ...HEADERS, etag };
    const { "if-none-match": known = "", "accept-encoding": encodings = "" } = event.headers;
    if (known.includes(etag)) return { statusCode: 304, headers };
    if (!/\bgzip\b/.test(encodings)) return { statusCode: 200, headers, body: script };
    const body = gzipSync(script).toString("base64");
    return {
      statusCode: 200,
      headers: { ...headers, "content-encoding": "gzip" },
      body,
      isBase64Encoded: true,
    };
  });
}
