import { type Refusal, refuse } from "../../../../domain/kernel/refusal.ts";
import { LONGEST_SIDE, MOST_PIXELS, SHORTEST_SIDE } from "./limits.ts";
import type { Kind } from "./kind.ts";

const SEND = "send the photo as JPEG or PNG";

/** Why a picture is not read: too big once it is unpacked, or too small for letters. */
export function unreadablePicture({
  width,
  height,
}: {
  readonly width: number;
  readonly height: number;
}): Refusal | undefined {
  const size = `The picture has ${width} x ${height} pixels`;
  if (Math.max(width, height) > LONGEST_SIDE) {
    return refuse("too_large", `${size}, at most ${LONGEST_SIDE} are taken on a side: scale it down`);
  }
  if (width * height > MOST_PIXELS) {
    return refuse(
      "too_large",
      `${size}, at most ${MOST_PIXELS / 1_000_000} million are taken: scale it down`,
    );
  }
  if (Math.min(width, height) < SHORTEST_SIDE) {
    return refuse("rule_broken", `${size}, at least ${SHORTEST_SIDE} are needed on each side`);
  }
  return undefined;
}

const HINTS: Readonly<Record<string, string>> = {
  "HEIC or AVIF":
    "a phone makes a JPEG of it when it is shared, or set its camera to the most compatible format",
  PDF: "take a photo or a picture of the page",
};

/** Why a file of another format is not taken, and what to send instead. */
export function wrongFormat({ name }: Extract<Kind, { kind: "other" }>): Refusal {
  const hint = HINTS[name];
  const what = name.startsWith("damaged ") ? `This is a ${name}` : `This is ${name}, which is not read`;
  return refuse("unsupported_media_type", `${what}: ${SEND}${hint === undefined ? "" : ` (${hint})`}`, {
    allowed: ["image/jpeg", "image/png"],
  });
}
