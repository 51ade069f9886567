import * as z from "zod";
import { handling } from "../../../../domain/kernel/handling.ts";
import { Language, ProcessName } from "../../../../domain/kernel/process.ts";
import { text } from "../../../../domain/kernel/text.ts";
import { MOST_CARDS } from "./limits.ts";

const options = {
  /** Where the cards were collected: the campaign of their leads. */
  event: text(200).optional(),
  /** What the salesperson adds, for each of the cards. */
  note: text(4000).optional(),
  owner: handling.owner,
  language: Language.optional(),
  process: ProcessName.optional(),
};

/** What is said of all cards of one request. */
export const CardOptions = z.strictObject(options);

/** What is said of all cards of one request. */
export type CardOptions = z.output<typeof CardOptions>;

const CardTexts = z.array(z.string().min(1).max(200_000)).min(1).max(MOST_CARDS);

/** Cards as text in a JSON body. */
export const CardsBody = z.strictObject({ cards: CardTexts, ...options });
