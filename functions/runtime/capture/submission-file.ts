import { GetObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";
import type { Role } from "../../../domain/kernel/role.ts";
import { type Refusal, refuse } from "../../../domain/kernel/refusal.ts";
import { Intake, type StoredFile } from "../../../domain/submission/intake.ts";
import { submission } from "../../../domain/submission/submission.ts";
import { authorise } from "../caller.ts";
import { type Answer, edge, type HttpEvent, type HttpHandler } from "../edge.ts";
import { readRecord } from "../items.ts";
import { recordKey } from "../keys.ts";
import { idIn, noSuch } from "../read/home.ts";
import { openReader, type Reader } from "../read/reader.ts";
import { required } from "../settings.ts";

/** Who may see what came in. */
export const FILE_ROLES: readonly Role[] = ["sales", "fulfilment", "finance"];

const SECONDS = 300;
const NTH = /^(?:0|[1-9][0-9]?)$/;

/** What a browser would run as a page of the bucket, if it were ever shown instead of saved. */
const ACTIVE = /html|xml|svg|script/i;
const PLAIN_TYPE = /^[\w.+-]+\/[\w.+-]+$/;

function typeOf({ contentType }: StoredFile): string {
  const [type = ""] = contentType.split(";");
  return PLAIN_TYPE.test(type) && !ACTIVE.test(type) ? type : "application/octet-stream";
}

/** Saved under its name, never shown: the name in plain letters, and as it is for who understands that (RFC 6266). */
export function dispositionOf(name: string): string {
  const plain = name
    .normalize("NFKD")
    .replaceAll(/\p{M}/gu, "")
    .replaceAll(/[^A-Za-z0-9._ -]+/g, "_")
    .slice(-100);
  const encoded = encodeURIComponent(name.toWellFormed()).replaceAll(
    /['()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16)}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}

async function fileIn(reader: Reader, id: string, nth: number): Promise<StoredFile | Refusal> {
  const [item] = await reader.load([recordKey(submission.name, id)]);
  if (item === undefined) return noSuch(submission, id);
  const { raw, files = [] } = Intake.parse(submission.read(readRecord(item).state));
  const file = nth === 0 ? raw : files[nth - 1];
  const count = `It has ${raw === undefined ? "no raw file" : "its raw file as 0"} and ${files.length} further files, from 1 on`;
  return file ?? refuse("not_found", `The submission ${id} has no file ${nth}. ${count}`);
}

/** The Lambda function of GET /submissions/{id}/files/{n}: leads to the file in the bucket, for five minutes. */
export function submissionFile(): HttpHandler {
  const reader = openReader();
  const client = new S3Client({ forcePathStyle: true });
  const Bucket = required("INTAKE_BUCKET");

  async function answer(event: HttpEvent): Promise<Answer | Refusal> {
    const caller = authorise(event, FILE_ROLES);
    if (!caller.ok) return caller;
    const named = idIn(event, submission);
    if (!named.ok) return named;
    const n = event.pathParameters?.["n"] ?? "";
    if (!NTH.test(n))
      return refuse(
        "not_found",
        `"${n}" is no number of a file: 0 is the raw one, 1 the first of the others`,
      );
    const file = await fileIn(reader, named.id, Number(n));
    if ("ok" in file) return file;
    const command = new GetObjectCommand({
      Bucket,
      Key: file.key,
      ResponseContentDisposition: dispositionOf(file.name),
      ResponseContentType: typeOf(file),
    });
    const location = await getSignedUrl(client, command, { expiresIn: SECONDS });
    return { statusCode: 302, headers: { location, "cache-control": "no-store" } };
  }

  return edge("submission.file", answer);
}
