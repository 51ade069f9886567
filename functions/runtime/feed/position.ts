import { createHash } from "node:crypto";
import type { Place } from "./place.ts";

const CHECK_LENGTH = 8;

/** What only the event at a place has: a number alone would also be one in a feed that was restored, or in another installation. */
function checkOf({ record, seq, fed }: Place): string {
  return createHash("sha256").update(`${record}#${seq}@${fed}`).digest("base64url").slice(0, CHECK_LENGTH);
}

/** How far somebody has read; nothing of it is there before the first event. */
export interface Position {
  readonly number: number;
  readonly check: string;
}

/** The position before the first event. */
export const BEGINNING: Position = { number: 0, check: "" };

/** The position after a place. */
export function positionOf(place: Place | undefined): Position {
  return place === undefined ? BEGINNING : { number: place.position, check: checkOf(place) };
}

/** Whether the place that a position names is the one that it was given for. */
export function isPositionOf({ number, check }: Position, place: Place | undefined): boolean {
  return number === 0 || (place?.position === number && checkOf(place) === check);
}

/** A position as callers keep it: opaque to them, and good for ever. */
export function positionText({ number, check }: Position): string {
  return Buffer.from(`1.${number}.${check}`).toString("base64url");
}

const TEXT = /^1\.(?<number>0|[1-9][0-9]{0,9})\.(?<check>[\w-]{0,8})$/;

/** Reads a position; undefined when it is none. */
export function readPosition(text: string): Position | undefined {
  const decoded = Buffer.from(text, "base64url").toString("latin1");
  const { number, check } = TEXT.exec(decoded)?.groups ?? {};
  if (number === undefined || check === undefined) return undefined;
  const position = { number: Number(number), check };
  return positionText(position) === text ? position : undefined;
}
