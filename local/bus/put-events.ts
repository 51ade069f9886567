import * as z from "zod";
import { type BusEvent, type BusPlace, messageBody, wrapEvent } from "./bus-event.ts";
import { isRecord } from "../../domain/pattern/pattern-json.ts";

const MOST_ENTRIES = 10;
const MOST_BYTES = 1024 * 1024;
const TIME_BYTES = 14;
const FURTHEST_SECOND = 8.64e12;

const Entry = z.object({
  Time: z.number().min(-FURTHEST_SECOND).max(FURTHEST_SECOND).nullish(),
  Source: z.string().nullish(),
  DetailType: z.string().nullish(),
  Detail: z.string().nullish(),
  Resources: z.array(z.string()).nullish(),
  EventBusName: z.string().nullish(),
});
type Entry = z.output<typeof Entry>;

const Request = z.object({ Entries: z.array(Entry) });

/** Why a whole call is refused; `type` is AWS's name of the error. */
export interface CallFault {
  readonly type: "SerializationException" | "ValidationException";
  readonly message: string;
}

/** One entry of a call: an event for a bus, or why it is none. */
export type ReadEntry =
  | { readonly ok: true; readonly bus: string; readonly event: BusEvent; readonly body: string }
  | { readonly ok: false; readonly ErrorCode: string; readonly ErrorMessage: string };

/** Reads the JSON body of PutEvents: its entries in the order given, or the fault of the whole call. */
export function readPutEvents(
  text: string,
  buses: ReadonlySet<string>,
  place: BusPlace,
): { readonly entries: readonly ReadEntry[] } | { readonly fault: CallFault } {
  const request = Request.safeParse(parseJson(text));
  if (!request.success)
    return { fault: { type: "SerializationException", message: z.prettifyError(request.error) } };
  const entries = request.data.Entries;
  const message = limitFault(entries);
  if (message !== undefined) return { fault: { type: "ValidationException", message } };
  return { entries: entries.map((entry) => readEntry(entry, buses, place)) };
}

function limitFault(entries: readonly Entry[]): string | undefined {
  if (entries.length === 0 || entries.length > MOST_ENTRIES) {
    const bound =
      entries.length === 0 ? "greater than or equal to 1" : `less than or equal to ${MOST_ENTRIES}`;
    return `1 validation error detected: Value at 'entries' failed to satisfy constraint: Member must have length ${bound}`;
  }
  const bytes = entries.reduce((sum, entry) => sum + sizeOf(entry), 0);
  return bytes >= MOST_BYTES ? "Total size of the entries in the request is over the limit." : undefined;
}

function sizeOf(entry: Entry): number {
  const texts = [entry.Source, entry.DetailType, entry.Detail, ...(entry.Resources ?? [])];
  return texts.reduce<number>(
    (sum, text) => sum + Buffer.byteLength(text ?? ""),
    typeof entry.Time === "number" ? TIME_BYTES : 0,
  );
}

function readEntry(entry: Entry, buses: ReadonlySet<string>, place: BusPlace): ReadEntry {
  const { Source: source, DetailType: type, Detail: text } = entry;
  if (!source) return missing("Source");
  if (!type) return missing("DetailType");
  if (!text) return missing("Detail");
  if (source.startsWith("aws."))
    return refused("NotAuthorizedForSourceException", "Not authorized for the source.");
  const detail = parseJson(text);
  if (!isRecord(detail)) return refused("MalformedDetail", "Detail is malformed.");
  const bus = busNameOf(entry.EventBusName);
  if (!buses.has(bus))
    return refused(
      "InvalidArgument",
      `Parameter EventBusName is not valid. Reason: Event bus ${bus} does not exist.`,
    );
  const at = typeof entry.Time === "number" ? new Date(entry.Time * 1000) : new Date();
  const resources = entry.Resources ?? [];
  const event = wrapEvent(place, { source, "detail-type": type, resources, detail, at });
  return { ok: true, bus, event, body: messageBody(event, text) };
}

/** A bus is named by its name or its ARN; without either it is the default bus. */
function busNameOf(nameOrArn: string | null | undefined): string {
  return nameOrArn ? nameOrArn.replace(/^arn:[^/]*:event-bus\//, "") : "default";
}

function missing(name: string): ReadEntry {
  return refused(
    "InvalidArgument",
    `Parameter ${name} is not valid. Reason: ${name} is a required argument.`,
  );
}

function refused(ErrorCode: string, ErrorMessage: string): ReadEntry {
  return { ok: false, ErrorCode, ErrorMessage };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
