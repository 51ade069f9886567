import { edge, type HttpHandler } from "../edge.ts";
import { createDocument } from "./openapi/document.ts";

/** The Lambda function of GET /openapi.json: the description of the API, made once for each instance of the function. */
export function openApi(): HttpHandler {
  const body = JSON.stringify(createDocument());
  const headers = { "content-type": "application/json", "cache-control": "public, max-age=300" };
  return edge("read.openapi", () => Promise.resolve({ statusCode: 200, headers, body }));
}
