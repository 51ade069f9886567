import { createHash } from "node:crypto";
import * as z from "zod";
import { createImport } from "../../../../domain/import/actions.ts";
import { importOptions } from "../../../../domain/import/import.ts";
import { MOST_BYTES } from "../../../../domain/import/layout.ts";
import { invalidInput } from "../../../../domain/kernel/invalid.ts";
import { type Refusal, refuse } from "../../../../domain/kernel/refusal.ts";
import { text } from "../../../../domain/kernel/text.ts";
import type { Ask, Performed, World } from "../../ask.ts";
import { authorise } from "../../caller.ts";
import { commandIdOf, etagOf } from "../../conditions.ts";
import { type Answer, edge, type HttpEvent, type HttpHandler, json } from "../../edge.ts";
import { languageOf } from "../../language.ts";
import { perform } from "../../perform.ts";
import { traceId } from "../../trace.ts";
import { openWorld } from "../../world.ts";
import { analyse } from "./analyse.ts";
import { type ListFiles, openListFiles, UPLOAD_SECONDS } from "./files.ts";
import { isJson, sentFile } from "./sent-file.ts";

/** What is said of a file that is still to be uploaded. */
export const UploadInput = z.strictObject({
  fileName: text(255),
  bytes: z
    .int()
    .min(1)
    .max(MOST_BYTES, { error: `must be at most ${MOST_BYTES}: send the list in parts` }),
  ...importOptions,
});

/** What is said beside a file that is in the body: in the query, or in fields of the form. */
export const FileOptions = z.strictObject({ fileName: text(255).optional(), ...importOptions });

type Command = Pick<Ask, "commandId" | "actor" | "roles" | "language" | "traceId" | "action"> & {
  readonly ok: true;
  readonly id: string;
};

const CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const ID_LENGTH = 26;

/** The id of what a command makes: the same for the same command, so that its file lies at the same place. */
function idOfCommand(commandId: string): string {
  const hash = createHash("sha256").update(commandId).digest();
  const letters = [...hash.subarray(0, ID_LENGTH)].map((byte) => CROCKFORD.charAt(byte % CROCKFORD.length));
  return `imp_${letters.join("")}`;
}

function commandOf(event: HttpEvent): Command | Refusal {
  const caller = authorise(event, ["sales"]);
  if (!caller.ok) return caller;
  const command = commandIdOf(event, caller.id);
  if (!command.ok) return command;
  return {
    ok: true,
    action: createImport,
    id: idOfCommand(command.id),
    commandId: command.id,
    actor: { type: "user", id: caller.id },
    roles: caller.roles,
    language: languageOf(event),
    traceId: traceId(),
  };
}

function answered({ record, replayed }: Performed, more: object = {}): Answer {
  return json(
    201,
    { ...record, ...more },
    {
      etag: etagOf(record.version),
      location: `/imports/${record.id}`,
      ...(replayed && { "idempotency-replayed": "true" }),
    },
  );
}

interface Parts {
  readonly world: World;
  readonly files: ListFiles;
}

function parsedJson({ body = "", isBase64Encoded }: HttpEvent): unknown {
  try {
    const value: unknown = JSON.parse(isBase64Encoded ? Buffer.from(body, "base64").toString() : body);
    return value;
  } catch {
    return undefined;
  }
}

/** A large file: where it is to be put. */
async function announce(event: HttpEvent, command: Command, parts: Parts): Promise<Answer | Refusal> {
  const input = UploadInput.safeParse(parsedJson(event));
  if (!input.success) return invalidInput(input.error);
  const key = `imports/${command.id}/upload`;
  const performed = await perform({ ...command, input: { ...input.data, key } }, parts.world);
  if (!performed.ok) return performed;
  const url = await parts.files.uploadUrl(key, input.data.bytes);
  const upload = { method: "PUT", url, expiresInSeconds: UPLOAD_SECONDS };
  return answered(performed, { upload });
}

/** A small file: stored, analysed and mapped at once. */
async function take(event: HttpEvent, command: Command, parts: Parts): Promise<Answer | Refusal> {
  const sent = await sentFile(event);
  if (!sent.ok) return sent;
  const options = FileOptions.safeParse({ ...event.queryStringParameters, ...sent.fields });
  if (!options.success) return invalidInput(options.error);
  const { bytes } = sent;
  const whole = async function* () {
    yield bytes;
  };
  const found = await analyse(whole(), {});
  if (!found.ok) return found;
  const hash = createHash("sha256").update(bytes).digest("hex").slice(0, 16);
  const key = `imports/${command.id}/${hash}`;
  const etag = await parts.files.put(key, bytes, "text/csv");
  const { fileName = sent.name ?? "list.csv", ...rest } = options.data;
  const layout = { ...found.layout, etag };
  const input = { fileName: fileName.slice(0, 255), key, bytes: bytes.length, ...rest, layout };
  const performed = await perform({ ...command, input }, parts.world);
  return performed.ok ? answered(performed) : performed;
}

/** The Lambda function of POST /imports: a list in the body, or the place where a larger one is to be put. */
export function createImportOver(): HttpHandler {
  const parts = { world: openWorld(), files: openListFiles() };
  return edge("import.create", async (event) => {
    const command = commandOf(event);
    if (!command.ok) return command;
    if ((event.body ?? "") === "") {
      return refuse("invalid_input", "The body is empty: send the list, or as JSON its fileName and bytes");
    }
    return isJson(event) ? announce(event, command, parts) : take(event, command, parts);
  });
}
