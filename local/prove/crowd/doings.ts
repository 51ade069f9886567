import { shuffled, type Chance } from "../chance.ts";
import { caring, haggling, shortcuts } from "./chores.ts";
import { parts, plain } from "./deals.ts";
import type { Doing } from "./errand.ts";
import { exports } from "./exports.ts";
import { confirmations, forms } from "./forms.ts";
import { hooks } from "./hooks.ts";
import { lists } from "./lists.ts";
import { looks } from "./looks.ts";
import { mails } from "./mails.ts";
import { cards, merges } from "./people.ts";

/** Errands by name. */
const doings = {
  plain,
  parts,
  forms,
  mails,
  confirmations,
  lists,
  looks,
  cards,
  merges,
  caring,
  haggling,
  shortcuts,
  exports,
  hooks,
} satisfies Record<string, Doing>;

/** The name of an errand. */
export type DoingName = keyof typeof doings;

/** What is done, as often as it comes up in a round: deals are what everything else is for. */
const round: readonly DoingName[] = [
  "plain",
  "forms",
  "parts",
  "mails",
  "plain",
  "lists",
  "looks",
  "hooks",
  "plain",
  "confirmations",
  "parts",
  "cards",
  "merges",
  "plain",
  "caring",
  "haggling",
  "shortcuts",
  "exports",
];

/** How far apart the places of clients in a round are: they begin with different errands. */
const STRIDE = 5;

/** Names of all errands. */
export const doingNames: readonly string[] = Object.keys(doings);

/** What a client does next, as its nth errand, of those that are wanted, or of all: clients together soon have done everything. */
export const doingOf = (
  chance: Chance,
  [client, nth]: readonly [number, number],
  wanted: readonly string[] = [],
): [DoingName, Doing] => {
  const place = client * STRIDE + nth;
  const some = round.filter((name) => wanted.length === 0 || wanted.includes(name));
  const order = shuffled(some, chance.of("errands"));
  const name = order[place % order.length] ?? "plain";
  return [name, doings[name]];
};
