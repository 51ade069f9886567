import * as z from "zod";
import { shippedBook } from "../../../domain/process/shipped.ts";
import { History, List, type RecordAnswer, type Told } from "../../client/answers.ts";
import type { Person } from "../../client/client.ts";
import { waitFor } from "../../client/wait.ts";
import type { Doing } from "./errand.ts";

const PATIENCE_MS = 600_000;

const following = (path: string, cursor: string) => `${path}&cursor=${encodeURIComponent(cursor)}`;

/** A record as a board shows it, whichever page it is on; undefined when it is on none. */
const onBoard = async (person: Person, path: string, id: string): Promise<RecordAnswer | undefined> => {
  let page = await person.read(path, List);
  for (;;) {
    const found = page.items.find((item) => item.id === id);
    if (found !== undefined || page.cursor === undefined) return found;
    page = await person.read(following(path, page.cursor), List);
  }
};

/** All events of a story, over its pages; none comes twice, however old the pages are. */
const wholeStory = async (person: Person, path: string): Promise<readonly Told[]> => {
  const events: Told[] = [];
  let cursor: string | undefined;
  do {
    const page = await person.read(cursor === undefined ? path : following(path, cursor), History);
    events.push(...page.events);
    ({ cursor } = page);
  } while (cursor !== undefined);
  const twice = events.length - new Set(events.map(({ id }) => id)).size;
  if (twice > 0) throw new Error(`${path} told ${twice} events twice`);
  return events;
};

/** Waits until a story is whole: what is missing at first is not lost. */
const told = (person: Person, path: string, types: readonly string[]) =>
  waitFor(
    `${types.join(", ")} in ${path}`,
    async () => {
      const events = new Set((await wholeStory(person, path)).map(({ type }) => type));
      return types.every((type) => events.has(type)) ? true : undefined;
    },
    PATIENCE_MS,
  );

/** A board may not have heard of a change; what it shows is the record as it is. */
const shownAsItIs = async (sales: Person, board: string, now: RecordAnswer): Promise<void> => {
  const shown = await onBoard(sales, board, now.id);
  if (shown !== undefined && (shown.version < now.version || shown.status !== now.status))
    throw new Error(
      `${board} showed ${now.id} ${shown.status} ${shown.version}: it was ${now.status} ${now.version}`,
    );
};

/** The first page of a board, as somebody sees it who passes by. */
export const glance = (sales: Person) => sales.read(boardOf("qualified"), List);

const boardOf = (status: string) => `/leads?status=${status}&limit=20`;

/** Waits until a board shows a record, and does something with it that its status there allows. */
const actOnBoard = async (sales: Person, id: string, [status, verb, body]: (typeof moves)[number]) => {
  const board = boardOf(status);
  await waitFor(`${id} on ${board}`, () => onBoard(sales, board, id), PATIENCE_MS);
  const after = await sales.ask("POST", `/leads/${id}/${verb}`, body);
  await shownAsItIs(sales, board, after);
  await shownAsItIs(sales, boardOf(after.status), after);
};

const moves = [
  ["new", "disqualify", { reason: "lost" }],
  ["disqualified", "reopen", {}],
  ["new", "qualify", {}],
] as const;

const Page = z.looseObject({ checked: z.int() });

/** Somebody who works from boards and stories that are a little behind: what is done by them is done right, and all is told in the end. */
export const looks: Doing = async ({ crew: { sales, admin }, name }) => {
  const asked = { topic: name, lastName: name, company: `${name} S.A.`, process: "lean" };
  const { id, deal } = await sales.ask("POST", "/leads", asked);
  for (const move of moves) await actOnBoard(sales, id, move);
  const body = { ...shippedBook };
  const check = await admin.send("POST", "/process/check?limit=20", { body });
  if (check.status !== 200) throw new Error(`POST /process/check: ${check.status}`);
  Page.parse(check.body);
  const types = ["lead.captured", "lead.disqualified", "lead.reopened", "lead.qualified"];
  await told(sales, `/deals/${deal}/history?limit=3`, [...types, "opportunity.opened", "account.opened"]);
  const qualified = await sales.until(`/leads/${id}`);
  await told(sales, `/accounts/${String(qualified["account"])}/history?limit=3`, types);
  return [];
};
