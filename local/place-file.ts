import { readFileSync, renameSync, writeFileSync } from "node:fs";
import * as z from "zod";
import { Listing } from "../functions/runtime/ops/listing.ts";

const PlaceFile = Listing.extend({
  /** Base URL of the HTTP API. */
  url: z.string(),
  region: z.string(),
  /** Where the parts of AWS are on this machine. */
  endpoints: z.object({ dynamodb: z.string(), sqs: z.string(), events: z.string() }),
});

/** Where a running system is, in a file of its data folder. */
export type PlaceFile = z.output<typeof PlaceFile>;

/** Writes where the system is, whole or not at all: whoever reads it at this moment finds the one before. */
export const writePlace = (file: string, place: PlaceFile): void => {
  writeFileSync(`${file}.new`, JSON.stringify(place));
  renameSync(`${file}.new`, file);
};

/** Reads where the system of a data folder is, or was when it ran last. Throws when there is no such file. */
export const readPlace = (file: string): PlaceFile => PlaceFile.parse(JSON.parse(readFileSync(file, "utf8")));
