import * as z from "zod";
import { RecordAnswer } from "../../client/answers.ts";
import type { Person } from "../../client/client.ts";
import { type Doing, wordOf } from "./errand.ts";

const Counts = z.object({ new: z.int(), merged: z.int(), held: z.int(), rejected: z.int() });
const Done = RecordAnswer.extend({ run: z.object({ counts: Counts }) });
const Rows = z.object({ items: z.array(z.looseObject({ row: z.int(), lead: z.string().optional() })) });

const PEOPLE = 5;

/** A list of people, of whom the last one is the first one again. */
const listOf = (name: string): string => {
  const word = wordOf(name);
  const row = (nth: number) =>
    `Ann Row${nth};ann${nth}@list-${word.toLowerCase()}.example;${word} ${nth} GmbH`;
  const rows = Array.from({ length: PEOPLE }, (_, at) => row(at + 1));
  return ["Name;E-mail;Company", ...rows, row(1)].join("\n");
};

const sent = async (sales: Person, text: string): Promise<string> => {
  const headers = { "content-type": "text/csv" };
  const answer = await sales.send("POST", "/imports?fileName=fair.csv", { text, headers });
  if (answer.status !== 201) throw new Error(`POST /imports: ${answer.status}`);
  return RecordAnswer.parse(answer.body).id;
};

/** A part that has failed at each of its tries ends a list: then it is sent again, and its people are known. */
const MOST_LISTS = 3;

/** Takes a list in, to its end; its id and what became of its rows. */
const takenIn = async (sales: Person, text: string) => {
  for (let nth = 1; nth <= MOST_LISTS; nth += 1) {
    const path = `/imports/${await sent(sales, text)}`;
    await sales.ask("POST", `${path}/check`, {});
    const checked = await sales.until(path, ({ status }) => status !== "checking");
    if (checked.status !== "checked") continue;
    await sales.ask("POST", `${path}/start`, {});
    const run = await sales.until(path, ({ status }) => status !== "running");
    if (run.status === "done") return { path, counts: Done.parse(run).run.counts };
  }
  throw new Error(`A list of ${PEOPLE + 1} rows failed ${MOST_LISTS} times`);
};

const leadsOf = async (sales: Person, path: string): Promise<ReadonlySet<string>> => {
  const { items } = await sales.read(`${path}/rows?limit=50`, Rows);
  if (items.length !== PEOPLE + 1) throw new Error(`${path} has ${items.length} rows`);
  return new Set(items.map(({ row, lead }) => lead ?? `row ${row} without a lead`));
};

/** A list of people that is taken in, and the same file once more: a lead each, the same ones. */
export const lists: Doing = async ({ crew: { sales }, name }) => {
  const text = listOf(name);
  const first = await takenIn(sales, text);
  const leads = await leadsOf(sales, first.path);
  if (leads.size !== PEOPLE) throw new Error(`${PEOPLE} people became ${[...leads].join(", ")}`);
  for (const lead of leads) await sales.until(`/leads/${lead}`);
  const again = await takenIn(sales, text);
  const same = await leadsOf(sales, again.path);
  if (again.counts.new > 0 || [...same].some((lead) => !leads.has(lead)))
    throw new Error(`The same list made others of them: ${[...same].join(", ")}`);
  return [];
};
