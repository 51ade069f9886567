import type { HttpEvent } from "./edge.ts";

interface Wish {
  readonly language: string;
  readonly weight: number;
}

function wishOf(part: string): Wish {
  const [range = "", ...parameters] = part.trim().toLowerCase().split(";");
  const quality = parameters
    .map((text) => /^\s*q=([0-9.]+)$/.exec(text)?.[1])
    .find((text) => text !== undefined);
  return { language: range.split("-")[0] ?? "", weight: quality === undefined ? 1 : Number(quality) };
}

/** The language that the caller wants most (Accept-Language, RFC 9110), such as "vi"; English when nothing is said. */
export function languageOf({ headers }: HttpEvent): string {
  const wishes = (headers["accept-language"] ?? "").split(",").map(wishOf);
  const sorted = wishes.filter(({ weight }) => weight > 0).toSorted((a, b) => b.weight - a.weight);
  return sorted.find(({ language }) => /^[a-z]{2}$/.test(language))?.language ?? "en";
}
