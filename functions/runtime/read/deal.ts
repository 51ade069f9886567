import * as z from "zod";
import type { Item } from "../items.ts";
import { table } from "../keys.ts";
import type { Reader, RowPage } from "./reader.ts";

const Row = z.object({ [table.deal.sk]: z.object({ S: z.string() }) });

/** Where an event stands among all events, such as `<at>#<record>#<seq>`: no two are the same. */
export function placeOf(row: Item): string {
  return Row.parse(row)[table.deal.sk].S;
}

/** The events of a deal after a place, oldest first. */
export function readDeal(
  reader: Reader,
  deal: string,
  after: string | undefined,
  limit: number,
): Promise<RowPage> {
  const range = after === undefined ? undefined : { after };
  return reader.rows({ index: table.deal, of: deal, range, limit });
}

/** The place of the first event of a deal after a place; undefined when there is none. */
export async function nextPlace(
  reader: Reader,
  deal: string,
  after: string | undefined,
): Promise<string | undefined> {
  const range = after === undefined ? undefined : { after };
  const { rows } = await reader.rows({
    index: table.deal,
    of: deal,
    range,
    limit: 1,
    only: [table.deal.sk],
  });
  const [first] = rows;
  return first === undefined ? undefined : placeOf(first);
}

const Home = z.object({ pk: z.object({ S: z.string() }) });

/** The records of a deal, each once, in the order in which they came to be. */
export async function recordsOfDeal(
  reader: Reader,
  deal: string,
): Promise<readonly { readonly stage: string; readonly id: string }[]> {
  const { rows } = await reader.rows({ index: table.deal, of: deal, limit: Infinity, only: [table.pk] });
  const homes = new Set(rows.map((row) => Home.parse(row).pk.S));
  return [...homes].map((pk) => {
    const [stage = "", id = ""] = pk.split("#");
    return { stage, id };
  });
}
