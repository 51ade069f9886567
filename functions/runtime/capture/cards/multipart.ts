import { Busboy } from "@fastify/busboy";
import { type Refusal, refuse } from "../../../../domain/kernel/refusal.ts";
import { MOST_BYTES, MOST_CARDS } from "./limits.ts";

/** A file as it was sent. */
export interface SentFile {
  readonly name: string;
  readonly contentType: string;
  readonly bytes: Uint8Array;
}

/** What a form was filled in with. */
export interface SentForm {
  readonly fields: readonly (readonly [string, string])[];
  readonly files: readonly SentFile[];
}

const MOST_FIELDS = 120;
const LONGEST_FIELD = 100_000;

const malformed = refuse(
  "invalid_input",
  'The body is no complete form: send "content-type: multipart/form-data" with its boundary, and the whole body',
);

/** Reads a body of multipart/form-data; what is malformed or too much is refused. */
export function readForm(
  contentType: string,
  body: Uint8Array,
): Promise<({ ok: true } & SentForm) | Refusal> {
  const fields: [string, string][] = [];
  const files: SentFile[] = [];
  return new Promise((resolve) => {
    const refused = (refusal: Refusal) => resolve(refusal);
    try {
      const form = new Busboy({
        headers: { "content-type": contentType },
        limits: { files: MOST_CARDS, fields: MOST_FIELDS, fieldSize: LONGEST_FIELD, fileSize: MOST_BYTES },
      });
      form.on("field", (name, value, _, isCut) => {
        if (isCut) refused(refuse("too_large", `The field ${name} is longer than ${LONGEST_FIELD} bytes`));
        fields.push([name, value]);
      });
      form.on("file", (_, stream, name, __, type) => {
        const chunks: Buffer[] = [];
        stream.on("data", (chunk: Buffer) => chunks.push(chunk));
        // A file that ends in the middle fails on its own stream too, and unheard that would end the process.
        stream.on("error", () => refused(malformed));
        stream.on("end", () => files.push({ name, contentType: type, bytes: Buffer.concat(chunks) }));
      });
      const tooMany = refuse(
        "too_large",
        `At most ${MOST_CARDS} files are taken at once: send the rest in a second request`,
      );
      form.on("filesLimit", () => refused(tooMany));
      form.on("fieldsLimit", () =>
        refused(refuse("too_large", `At most ${MOST_FIELDS} fields are taken at once`)),
      );
      form.on("error", () => refused(malformed));
      form.on("finish", () => resolve({ ok: true, fields, files }));
      form.end(Buffer.from(body));
    } catch {
      // Without a boundary there is nothing to read by.
      refused(malformed);
    }
  });
}
