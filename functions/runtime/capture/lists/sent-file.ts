import { Busboy } from "@fastify/busboy";
import { type Refusal, refuse } from "../../../../domain/kernel/refusal.ts";
import type { HttpEvent } from "../../edge.ts";

/** A file that was sent in the body of a request, with the fields beside it. */
export interface SentFile {
  readonly ok: true;
  readonly bytes: Buffer;
  readonly name: string | undefined;
  readonly fields: Readonly<Record<string, string>>;
}

const MOST_FIELDS = 20;
const LONGEST_FIELD = 1000;

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

function multipart(event: HttpEvent): Promise<SentFile | Refusal> {
  const bad = wrongBody('is no multipart form with one part "file"');
  return new Promise((resolve) => {
    const fields: Record<string, string> = {};
    let file: { readonly name: string; readonly pieces: Buffer[] } | undefined;
    const type = event.headers["content-type"] ?? "";
    try {
      const limits = { files: 1, fields: MOST_FIELDS, fieldSize: LONGEST_FIELD };
      const form = new Busboy({ headers: { "content-type": type }, limits });
      form.on("field", (name, value) => void Object.assign(fields, { [name]: value }));
      form.on("file", (_, stream, name) => {
        const pieces: Buffer[] = [];
        file = { name, pieces };
        stream.on("data", (piece: Buffer) => void pieces.push(piece));
        // A file that ends in the middle fails on its own stream too, and unheard that would end the process.
        stream.on("error", () => resolve(bad));
      });
      form.on("error", () => resolve(bad));
      form.on("finish", () =>
        resolve(
          file === undefined ? bad : { ok: true, bytes: Buffer.concat(file.pieces), name: file.name, fields },
        ),
      );
      form.end(bytesOf(event));
    } catch {
      resolve(bad);
    }
  });
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
