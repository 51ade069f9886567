import { cardsIn } from "../../../../domain/card/cards-in.ts";
import type { RawCard } from "../../../../domain/card/property.ts";
import { type Refusal, refuse } from "../../../../domain/kernel/refusal.ts";
import type { SentFile } from "../multipart.ts";
import { type Kind, kindOf } from "./kind.ts";
import { MOST_CARDS } from "./limits.ts";

/** A file with what it is and the cards that it holds as text. */
export interface SortedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly kind: Kind;
  readonly cards: readonly RawCard[];
}

function sorted({ name, contentType, bytes }: SentFile, nth: number): SortedFile {
  const kind = kindOf(bytes);
  const charset = /;\s*charset="?([\w.:-]+)/i.exec(contentType)?.[1];
  return {
    name: name.trim() === "" ? `card-${nth + 1}` : name.slice(0, 200),
    bytes,
    kind,
    cards: kind.kind === "text" ? cardsIn(bytes, charset) : [],
  };
}

/** What each file is; refuses before anything is taken when they are too many or hold none. */
export function sortFiles(
  files: readonly SentFile[],
): { readonly ok: true; readonly sorted: readonly SortedFile[] } | Refusal {
  if (files.length === 0)
    return refuse("invalid_input", "There is no card in the form: add at least one file");
  const all = files.map(sorted);
  const count = all.reduce((sum, { cards }) => sum + Math.max(1, cards.length), 0);
  if (count <= MOST_CARDS) return { ok: true, sorted: all };
  const message = `${count} cards are too many, at most ${MOST_CARDS} are taken at once: send the rest in another request, or a list over POST /imports`;
  return refuse("too_large", message, { details: { cards: count, limit: MOST_CARDS } });
}
