import * as z from "zod";
import { WrittenPart } from "../../../domain/export/export.ts";
import type { Envelope } from "../../../domain/kernel/event.ts";
import { partName } from "./export-files.ts";
import type { StoredExport } from "./stored-export.ts";

/** A file of an export, as its manifest names it. */
export interface ManifestPart extends z.output<typeof WrittenPart> {
  readonly name: string;
}

const Written = WrittenPart.extend({ part: z.int().min(1) });

/** The parts that an export has written, in order, as its history tells. */
export function partsIn(history: readonly Envelope[]): ManifestPart[] {
  return history
    .filter(({ type }) => type === "export.part-written")
    .map(({ data }) => {
      const { part, events, bytes, sha256 } = Written.parse(data);
      return { name: partName(part), events, bytes, sha256 };
    });
}

type Running = Extract<StoredExport, { status: "running" }>;

/** What a complete export is: of which events, up to which position of the feed, and its files with their sums. */
export function manifestOf(
  { id, from, to, types, contracts, position, createdAt }: Running,
  parts: readonly ManifestPart[],
): Uint8Array {
  const sum = (of: "events" | "bytes") => parts.reduce((total, part) => total + part[of], 0);
  const manifest = {
    export: id,
    requestedAt: createdAt,
    from,
    to,
    ...(types && { types }),
    ...(contracts !== undefined && { contracts }),
    position,
    events: sum("events"),
    bytes: sum("bytes"),
    parts,
  };
  return Buffer.from(`${JSON.stringify(manifest, undefined, 2)}\n`);
}
