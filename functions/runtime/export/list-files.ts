import * as z from "zod";
import { dataExport } from "../../../domain/export/export.ts";
import { type Refusal, refuse } from "../../../domain/kernel/refusal.ts";
import { authorise } from "../caller.ts";
import { type Answer, edge, type HttpEvent, type HttpHandler, json } from "../edge.ts";
import { cursorOf, cursorText } from "../read/cursor.ts";
import { idIn, noSuch } from "../read/home.ts";
import { limitText, type PageLimits, queryOf } from "../read/query.ts";
import { openReader, type Reader } from "../read/reader.ts";
import { fileKey, MANIFEST, openAddresses, partName, URL_SECONDS } from "./export-files.ts";
import { KEPT_DAYS } from "./kept.ts";
import { exportOf, type StoredExport } from "./stored-export.ts";

const CURSOR = "export-files";
const DIGITS = /^[0-9]{1,9}$/;

/** Files whose addresses are given at once. */
export const FILE_LIMITS: PageLimits = { most: 500, usual: 100 };

const FilesQuery = z.strictObject({ limit: limitText(FILE_LIMITS), cursor: cursorText(CURSOR, DIGITS) });

type Given = Extract<StoredExport, { status: "running" | "done" }>;

const MS_PER_DAY = 86_400_000;

/** The export, when there are files to give of it. */
function givenOf(found: StoredExport, now: Date): ({ readonly ok: true } & { readonly of: Given }) | Refusal {
  if (found.status !== "running" && found.status !== "done") {
    const message = `This export is ${found.status}: files are given of one that is running or done`;
    return refuse("wrong_state", message, {
      details: { status: found.status },
      allowed: ["running", "done"],
    });
  }
  if (now.getTime() < Date.parse(found.createdAt) + KEPT_DAYS * MS_PER_DAY) return { ok: true, of: found };
  return refuse(
    "wrong_state",
    `The files of an export are removed after ${KEPT_DAYS} days: request it again`,
    {
      details: { status: found.status, requestedAt: found.createdAt, keptDays: KEPT_DAYS },
    },
  );
}

/** The names of all files that are there: the manifest, once all is done, then the parts. */
function nameOf(of: Given, nth: number): string | undefined {
  const part = of.status === "done" ? nth : nth + 1;
  if (part === 0) return MANIFEST;
  return part <= of.parts ? partName(part) : undefined;
}

async function answerTo(
  event: HttpEvent,
  reader: Pick<Reader, "load">,
  address: (key: string) => Promise<string>,
): Promise<Answer | Refusal> {
  const caller = authorise(event, ["admin"]);
  if (!caller.ok) return caller;
  const named = idIn(event, dataExport);
  if (!named.ok) return named;
  const asked = queryOf(event, FilesQuery);
  if (!asked.ok) return asked;
  const found = await exportOf(reader, named.id);
  if (found === undefined) return noSuch(dataExport, named.id);
  const given = givenOf(found, new Date());
  if (!given.ok) return given;
  const { limit, cursor } = asked.query;
  const first = cursor === undefined ? 0 : Number(cursor);
  const names = Array.from({ length: limit }, (_, at) => nameOf(given.of, first + at)).filter(
    (name) => name !== undefined,
  );
  const items = await Promise.all(
    names.map(async (name) => ({ name, url: await address(fileKey(named.id, name)) })),
  );
  const next = first + names.length;
  const more = names.length > 0 && nameOf(given.of, next) !== undefined;
  return json(200, {
    status: given.of.status,
    items,
    expiresInSeconds: URL_SECONDS,
    ...(more && { cursor: cursorOf(CURSOR, String(next)) }),
  });
}

/** The Lambda function of GET /exports/{id}/files: from where the files of an export can be had, for five minutes. */
export function listExportFiles(): HttpHandler {
  const reader = openReader();
  const address = openAddresses();
  return edge("export.files", (event) => answerTo(event, reader, address));
}
