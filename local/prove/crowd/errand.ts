import type { AskedLine } from "../../bench/catalogue.ts";
import type { Crew } from "../../bench/deal.ts";
import type { Random } from "../../bench/random.ts";
import type { Person } from "../../client/client.ts";
import type { Ground } from "./ground.ts";

/** The people of an errand: those of a deal, whoever may do everything, and a visitor whom nobody knows. */
export interface ProveCrew extends Crew {
  readonly admin: Person;
  readonly visitor: Person;
}

/** What somebody is about to do: who, about what, under which name, with which chances. */
export interface Errand {
  readonly crew: ProveCrew;
  readonly lines: readonly AskedLine[];
  readonly name: string;
  readonly random: Random;
  readonly ground: Ground;
}

/** Does something from its beginning to its end; the ids of the deals that were led to theirs. */
export type Doing = (errand: Errand) => Promise<readonly string[]>;

/** The name of an errand as one word, for addresses. */
export const wordOf = (name: string): string => name.replaceAll(/[^0-9A-Za-z]/g, "");
