import { type Refusal, refuse } from "../../../../domain/kernel/refusal.ts";
import { type NotTaken, readMultipart, type SentForm } from "../multipart.ts";

const MOST_FIELDS = 400;
const MOST_FILES = 20;
const MEGABYTE = 1024 * 1024;
/** One byte more of a file, so that one that is too large is told at its field. */
const limits = {
  fieldNameSize: 400,
  fieldSize: 100_000,
  fields: MOST_FIELDS,
  fileSize: 5 * MEGABYTE + 1,
  files: MOST_FILES,
};

function refusalOf(not: NotTaken): Refusal {
  if (not.why === "too-long") return refuse("too_large", `The field ${not.field} is too large`);
  if (not.why === "malformed") {
    return refuse(
      "invalid_input",
      "The body is not valid multipart/form-data: it ends in the middle, or its boundary is not that of the header",
    );
  }
  return refuse(
    "too_large",
    `The body has too many parts: at most ${MOST_FIELDS} fields and ${MOST_FILES} files are taken`,
  );
}

/** Takes a multipart body apart. */
export async function multipartParts(bytes: Buffer, contentType: string): Promise<SentForm | Refusal> {
  const form = await readMultipart(contentType, bytes, limits);
  return form.ok ? form : refusalOf(form);
}
