import { Busboy, type BusboyInstance } from "@fastify/busboy";

/** A file as it was sent. */
export interface SentFile {
  /** The field of the form that it was sent in. */
  readonly field: string;
  readonly name: string;
  readonly contentType: string;
  readonly bytes: Uint8Array;
}

/** What a form was filled in with. */
export interface SentForm {
  readonly ok: true;
  readonly fields: readonly (readonly [string, string])[];
  readonly files: readonly SentFile[];
}

/** Why a body was not taken: it is no whole form, there is too much of it, or a field is too long. */
export type NotTaken =
  | { readonly ok: false; readonly why: "malformed" | "too-many-fields" | "too-many-files" }
  | { readonly ok: false; readonly why: "too-long"; readonly field: string };

/** How much is taken: numbers, and bytes of one name, one value and one file. */
export interface FormLimits {
  readonly fields: number;
  readonly files: number;
  readonly fieldSize: number;
  readonly fieldNameSize?: number;
  readonly fileSize?: number;
}

const MOST_HEADERS = 20;
const malformed: NotTaken = { ok: false, why: "malformed" };

function open(contentType: string, limits: FormLimits): BusboyInstance | undefined {
  try {
    return new Busboy({
      headers: { "content-type": contentType },
      limits: { headerPairs: MOST_HEADERS, ...limits },
    });
  } catch {
    // There is no boundary in it.
    return undefined;
  }
}

/** Takes a body of multipart/form-data apart; a file that is cut has the most bytes that are taken of one. */
export function readMultipart(
  contentType: string,
  body: Uint8Array,
  limits: FormLimits,
): Promise<SentForm | NotTaken> {
  const busboy = open(contentType, limits);
  if (busboy === undefined) return Promise.resolve(malformed);
  return new Promise((resolve) => {
    const fields: (readonly [string, string])[] = [];
    const files: SentFile[] = [];
    let first: NotTaken | undefined;
    busboy.on("field", (name, value, nameIsCut, valueIsCut) => {
      if (nameIsCut || valueIsCut) first ??= { ok: false, why: "too-long", field: name };
      fields.push([name, value]);
    });
    busboy.on("file", (field, stream, name, _, type) => {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      // A file that ends in the middle fails on its own stream too, and unheard that would end the process.
      stream.on("error", () => resolve(malformed));
      stream.on("end", () =>
        files.push({ field, name: name ?? "", contentType: type, bytes: Buffer.concat(chunks) }),
      );
    });
    busboy.on("filesLimit", () => (first ??= { ok: false, why: "too-many-files" }));
    busboy.on("fieldsLimit", () => (first ??= { ok: false, why: "too-many-fields" }));
    busboy.on("error", () => resolve(malformed));
    busboy.on("finish", () => resolve(first ?? { ok: true, fields, files }));
    busboy.end(Buffer.from(body));
  });
}
