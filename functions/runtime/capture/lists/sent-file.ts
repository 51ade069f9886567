import { type Refusal, refuse } from "../../../../domain/kernel/refusal.ts";
import type { HttpEvent } from "../../edge.ts";
import { readMultipart } from "../multipart.ts";

/** A file that was sent in the body of a request, with the fields beside it. */
export interface SentFile {
  readonly ok: true;
  readonly bytes: Buffer;
  readonly name: string | undefined;
  readonly fields: Readonly<Record<string, string>>;
}

const limits = { files: 1, fields: 20, fieldSize: 1000 };

function typeOf({ headers }: HttpEvent): string {
  return headers["content-type"]?.split(";")[0]?.trim().toLowerCase() ?? "";
}

/** Whether the body is JSON, which names a file instead of holding it. */
export function isJson(event: HttpEvent): boolean {
  return typeOf(event) === "application/json";
}

function bytesOf({ body = "", isBase64Encoded }: HttpEvent): Buffer {
  return Buffer.from(body, isBase64Encoded ? "base64" : "utf8");
}

function wrongBody(message: string): Refusal {
  return refuse("invalid_input", `The body ${message}`, { fields: [{ pointer: "", message }] });
}

async function multipart(event: HttpEvent): Promise<SentFile | Refusal> {
  const form = await readMultipart(event.headers["content-type"] ?? "", bytesOf(event), limits);
  if (!form.ok && form.why === "too-long") {
    return wrongBody(`has a field ${form.field} of more than ${limits.fieldSize} bytes`);
  }
  const [file] = form.ok ? form.files : [];
  if (!form.ok || file === undefined) {
    return wrongBody(
      `is no multipart form with one part "file" and at most ${limits.fields} fields beside it`,
    );
  }
  const { name, bytes } = file;
  return { ok: true, bytes: Buffer.from(bytes), name, fields: Object.fromEntries(form.fields) };
}

/** The file in the body: as it is for application/octet-stream, as text for text/csv, or as a part of a form. */
export async function sentFile(event: HttpEvent): Promise<SentFile | Refusal> {
  const type = typeOf(event);
  if (type === "multipart/form-data") return multipart(event);
  if (
    !type.startsWith("text/") &&
    type !== "application/octet-stream" &&
    type !== "application/vnd.ms-excel"
  ) {
    const types = ["text/csv", "application/octet-stream", "multipart/form-data", "application/json"];
    const message = `Send the list as ${types.join(", ")}`;
    return refuse("unsupported_media_type", message, { allowed: types });
  }
  if (!event.isBase64Encoded && event.body?.includes("\uFFFD") === true) {
    return wrongBody(
      "is not UTF-8, and its bytes were lost on the way: send the file as application/octet-stream",
    );
  }
  return { ok: true, bytes: bytesOf(event), name: undefined, fields: {} };
}
