import type { Told } from "../client/answers.ts";
import { textTable } from "../text-table.ts";
import { printHeading, printLines, shortIds } from "./page.ts";

const columns = [
  { heading: "time (UTC)" },
  { heading: "what happened" },
  { heading: "who" },
  { heading: "caused by" },
];

/** Prints the history of a deal as a page: what happened when, who did it, and the event that it follows from. */
export const printHistory = (deal: string, events: readonly Told[]): void => {
  const causes = new Map(events.map(({ id, type, seq }) => [id, `${type} ${seq}`]));
  const rows = events.map(({ at, text, actor, causedBy }) => [
    at.slice(0, 19).replace("T", " "),
    shortIds(text),
    actor.type === "reaction" ? `reaction ${actor.id}` : actor.id,
    causedBy === undefined ? "" : (causes.get(causedBy)?.replace(/ [0-9]+$/, "") ?? shortIds(causedBy)),
  ]);
  printHeading(`The history of the deal ${deal}: ${events.length} events`);
  printLines(textTable(columns, rows));
};
