import * as z from "zod";
import type { HttpHandler } from "../../functions/runtime/edge.ts";
import { context, httpEvent } from "../support/request.ts";

const Answer = z.looseObject({
  code: z.string().optional(),
  detail: z.string().optional(),
  cards: z
    .array(
      z.looseObject({
        file: z.string(),
        card: z.int().optional(),
        submission: z.string().optional(),
        status: z.string().optional(),
        reasons: z.array(z.looseObject({ code: z.string() })).optional(),
        lead: z.string().optional(),
        error: z.looseObject({ code: z.string(), detail: z.string() }).optional(),
      }),
    )
    .default([]),
});

/** How cards are sent. */
export interface SentCards {
  readonly type?: string;
  readonly body: string | Uint8Array | FormData;
  readonly key?: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly groups?: string;
}

const isText = (type: string) => type.startsWith("text/") || type.startsWith("application/json");

/** Sends cards as the gateway hands them on: text as it is, all else in base64. */
export async function sendCards(handler: HttpHandler, { type, body, key, query, groups }: SentCards) {
  const request = new Response(body, type === undefined ? {} : { headers: { "content-type": type } });
  const contentType = request.headers.get("content-type") ?? "";
  const bytes = Buffer.from(await request.arrayBuffer());
  const event = httpEvent({
    route: "POST /cards",
    raw: bytes.toString(isText(contentType) ? "utf8" : "base64"),
    headers: { "content-type": contentType, ...(key !== undefined && { "idempotency-key": key }) },
    ...(query && { query }),
    groups,
  });
  const sent = { ...event, isBase64Encoded: !isText(contentType) };
  const { statusCode, body: answer } = await handler(sent, context);
  return { status: statusCode, body: Answer.parse(JSON.parse(answer ?? "{}")) };
}

/** A form with files, each by its name. */
export function formOf(
  files: Readonly<Record<string, string | Uint8Array>>,
  fields: Readonly<Record<string, string>> = {},
): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  for (const [name, content] of Object.entries(files)) form.append("file", new Blob([content]), name);
  return form;
}

/** The smallest card of a person. */
export const cardOf = (name: string, email: string) =>
  `BEGIN:VCARD\r\nVERSION:3.0\r\nFN:${name}\r\nEMAIL:${email}\r\nEND:VCARD\r\n`;

/** The head of a PNG of this size: all that is looked at before it is read. */
export function pngHead(width: number, height: number): Uint8Array {
  const head = Buffer.alloc(64);
  head.write("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "latin1");
  head.writeUInt32BE(width, 16);
  head.writeUInt32BE(height, 20);
  return head;
}
