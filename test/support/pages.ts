import * as z from "zod";
import type { HttpHandler } from "../../functions/runtime/edge.ts";
import { type Sent, send } from "./request.ts";

const Told = z.object({
  id: z.string(),
  record: z.string(),
  deal: z.string(),
  at: z.string(),
  type: z.string(),
  causedBy: z.string().optional(),
  text: z.string(),
});
const Page = z.object({
  items: z.array(z.looseObject({ id: z.string(), status: z.string() })).default([]),
  events: z.array(Told).default([]),
  cursor: z.string().optional(),
});

/** One page of a list or of a history. */
export async function page(handler: HttpHandler, sent: Sent) {
  const { status, body } = await send(handler, sent);
  if (status !== 200) throw new Error(`${sent.route} answered ${String(status)}: ${JSON.stringify(body)}`);
  return Page.parse(body);
}

const MAX_PAGES = 2000;

/** All pages of a list or of a history, one after the other. */
export async function pages(handler: HttpHandler, sent: Sent) {
  const all = [await page(handler, sent)];
  for (let cursor = all[0]?.cursor; cursor !== undefined; cursor = all.at(-1)?.cursor) {
    if (all.length > MAX_PAGES) throw new Error("The pages do not end");
    all.push(await page(handler, { ...sent, query: { ...sent.query, cursor } }));
  }
  return all;
}
