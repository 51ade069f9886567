import * as z from "zod";
import { invalidInput } from "../../../domain/kernel/invalid.ts";
import { ProcessBook } from "../../../domain/kernel/process.ts";
import type { AnyStage } from "../../../domain/kernel/stage.ts";
import { badBook } from "../../../domain/process/actions.ts";
import { namedProcess } from "../../../domain/process/choose.ts";
import { type Impact, impactOf, openStatuses, takenAway } from "../../../domain/process/impact.ts";
import { records } from "../../../domain/stages.ts";
import { jsonBody } from "../body.ts";
import { authorise } from "../caller.ts";
import { edge, type HttpHandler, json } from "../edge.ts";
import { type Item, readRecord } from "../items.ts";
import { languageOf } from "../language.ts";
import { followed } from "../load.ts";
import { bookKey, currentBook, FIRST, processOf } from "../process.ts";
import { viewOf } from "../view.ts";
import { readCards } from "./board.ts";
import { cursorOf, cursorText } from "./cursor.ts";
import { LIST_LIMITS, limitText, queryOf } from "./query.ts";
import { openReader, type Reader } from "./reader.ts";

const PLACE = /^(?:lead|opportunity|quote|order|invoice)\|[\x20-\x7e]{0,200}$/;
const CURSOR = "process/check";

const CheckQuery = z.strictObject({
  limit: limitText(LIST_LIMITS),
  cursor: cursorText(CURSOR, PLACE),
});

/** The stages whose records are worked on, in the order of a deal. */
const homes: readonly AnyStage[] = records.filter(({ name }) => Object.hasOwn(openStatuses, name));

/** What following the proposed processes would mean for an open record. */
interface Finding extends Partial<Impact> {
  readonly stage: string;
  readonly id: string;
  readonly status: string;
  readonly deal: string;
  readonly process: { readonly name: string; readonly version: number };
  /** Its process is not there any more: to be migrated it needs the name of another. */
  readonly gone: boolean;
}

interface Proposal {
  readonly after: ProcessBook;
  readonly language: string;
}

async function findingsOf(
  reader: Reader,
  home: AnyStage,
  item: Item | undefined,
  { after, language }: Proposal,
): Promise<Finding[]> {
  if (item === undefined) return [];
  const stored = readRecord(item);
  const record = viewOf(home, stored);
  const { id, status, deal } = record;
  // An index lags behind: the record may have been closed since.
  if (openStatuses[home.name]?.includes(status) !== true) return [];
  const process = followed(stored.state) ?? FIRST;
  const found = { stage: home.name, id, status, deal, process };
  const next = namedProcess({ version: 0, book: after }, process.name);
  if (!next.ok) return [{ ...found, gone: true }];
  const before = await processOf(reader, process);
  const impact = impactOf(home.name, record, { before, after: next.rules, language });
  return impact === undefined ? [] : [{ ...found, gone: false, ...impact }];
}

interface Page {
  readonly items: readonly Finding[];
  /** How many open records were looked at. */
  readonly checked: number;
  readonly cursor?: string;
}

/** Looks at open records from a place on, stage by stage, newest first. */
async function pageFrom(reader: Reader, place: string, limit: number, proposal: Proposal): Promise<Page> {
  const [from = "", at = ""] = place.split("|");
  const start = Math.max(
    0,
    homes.findIndex(({ name }) => name === from),
  );
  const items: Finding[] = [];
  let checked = 0;
  for (const home of homes.slice(start)) {
    if (checked === limit) return { items, checked, cursor: cursorOf(CURSOR, `${home.name}|`) };
    const before = home.name === from && at !== "" ? at : undefined;
    const statuses = openStatuses[home.name] ?? [];
    const { cards, more } = await readCards(reader, home, statuses, before, limit - checked);
    const found = await reader.load(cards.map(({ key }) => key));
    for (const item of found) items.push(...(await findingsOf(reader, home, item, proposal)));
    checked += cards.length;
    const last = cards.at(-1);
    if (more && last) return { items, checked, cursor: cursorOf(CURSOR, `${home.name}|${last.boardAt}`) };
  }
  return { items, checked };
}

/**
 * The Lambda function of POST /process/check: what the proposed processes would do to open records if they were
 * migrated. It only reads.
 */
export function checkProcess(): HttpHandler {
  const reader = openReader();
  return edge(
    "process.check",
    async (event) => {
      const caller = authorise(event, ["admin"]);
      if (!caller.ok) return caller;
      const asked = queryOf(event, CheckQuery);
      if (!asked.ok) return asked;
      const parsed = ProcessBook.safeParse(event.body ?? {});
      if (!parsed.success) return invalidInput(parsed.error);
      const after = parsed.data;
      const [item] = await reader.load([bookKey]);
      const { version, book } = currentBook(item);
      const refusal = badBook(after, book);
      if (refusal !== undefined) return refusal;
      const { limit, cursor = "" } = asked.query;
      const page = await pageFrom(reader, cursor, limit, { after, language: languageOf(event) });
      return json(200, { version, ...takenAway(book, after), ...page });
    },
    jsonBody(),
  );
}
