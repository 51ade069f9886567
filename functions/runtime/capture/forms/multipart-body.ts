import { Busboy, type BusboyInstance } from "@fastify/busboy";
import { type Refusal, refuse } from "../../../../domain/kernel/refusal.ts";

/** A file as it came. */
export interface Part {
  readonly field: string;
  readonly name: string;
  readonly contentType: string;
  readonly content: Uint8Array;
}

interface Parts {
  readonly pairs: readonly (readonly [string, string])[];
  readonly parts: readonly Part[];
}

const MOST_FIELDS = 400;
const MOST_FILES = 20;
const MEGABYTE = 1024 * 1024;
/** One byte more, so that a file that is too large is told at its field. */
const limits = {
  fieldNameSize: 400,
  fieldSize: 100_000,
  fields: MOST_FIELDS,
  fileSize: 5 * MEGABYTE + 1,
  files: MOST_FILES,
  headerPairs: 20,
};

const malformed = () =>
  refuse(
    "invalid_input",
    "The body is not valid multipart/form-data: it ends in the middle, or its boundary is not that of the header",
  );
const tooMany = () =>
  refuse(
    "too_large",
    `The body has too many parts: at most ${MOST_FIELDS} fields and ${MOST_FILES} files are taken`,
  );

function open(contentType: string): BusboyInstance | undefined {
  try {
    return new Busboy({ headers: { "content-type": contentType }, limits });
  } catch {
    // There is no boundary in it.
    return undefined;
  }
}

/** Takes a multipart body apart. */
export function multipartParts(bytes: Buffer, contentType: string): Promise<Parts | Refusal> {
  const busboy = open(contentType);
  if (busboy === undefined) return Promise.resolve(malformed());
  return new Promise((resolve) => {
    const pairs: (readonly [string, string])[] = [];
    const parts: Part[] = [];
    let refusal: Refusal | undefined;
    busboy.on("field", (name, value, nameTruncated, valueTruncated) => {
      if (nameTruncated || valueTruncated) refusal ??= refuse("too_large", `The field ${name} is too large`);
      pairs.push([name, value]);
    });
    busboy.on("file", (field, stream, name, _, type) => {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      // A file that ends in the middle fails on its own stream too, and unheard that would end the process.
      stream.on("error", () => resolve(malformed()));
      stream.on("end", () =>
        parts.push({ field, name: name ?? "", contentType: type, content: Buffer.concat(chunks) }),
      );
    });
    for (const limit of ["partsLimit", "filesLimit", "fieldsLimit"] as const) {
      busboy.on(limit, () => (refusal ??= tooMany()));
    }
    busboy.on("error", () => resolve(malformed()));
    busboy.on("finish", () => resolve(refusal ?? { pairs, parts }));
    busboy.end(bytes);
  });
}
