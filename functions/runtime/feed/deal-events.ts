import * as z from "zod";
import { DealId } from "../../../domain/kernel/id.ts";
import { refuse } from "../../../domain/kernel/refusal.ts";
import { Day } from "../../../domain/kernel/text.ts";
import type { HttpHandler } from "../edge.ts";
import { type Publishing, publishing } from "../publishing.ts";
import { limitText, queryOf } from "../read/query.ts";
import { pageLength } from "../read/reader.ts";
import { reading } from "../read/reading.ts";
import { isThere, openFunctionFeed } from "./events.ts";
import { FEED_LIMITS } from "./routes.ts";
import { pageTexts } from "./texts.ts";

const AFTER = { error: "must be the seq of the page before, a whole number" };

const Query = z.strictObject({
  afterSeq: z
    .string()
    .regex(/^[0-9]{1,9}$/, AFTER)
    .transform(Number)
    .optional(),
  contracts: Day.optional(),
  limit: limitText(FEED_LIMITS),
});

/** The Lambda function of GET /deals/{deal}/events: the events of a deal, numbered in the order of the feed. */
export function dealEvents(parts: Publishing = publishing): HttpHandler {
  const feed = openFunctionFeed();
  return reading("read.deal-events", async (event) => {
    const deal = event.pathParameters?.["deal"] ?? "";
    const noDeal = refuse("not_found", `There is no deal ${deal}, or none of its events is in the feed yet`);
    if (!DealId.safeParse(deal).success) return noDeal;
    const asked = queryOf(event, Query);
    if (!asked.ok) return asked;
    const { afterSeq = 0, contracts, limit } = asked.query;
    const found = await feed.dealPlaces(deal, afterSeq, limit + 1);
    if (found.length === 0 && afterSeq === 0) return noDeal;
    const most = pageLength(
      found.map(({ size }) => size),
      limit,
    );
    const texts = await pageTexts(feed, found.slice(0, most), contracts, parts);
    const seq = afterSeq + texts.length;
    return {
      statusCode: 200,
      headers: { "content-type": "application/json", "cache-control": "no-store" },
      body: `{"deal":${JSON.stringify(deal)},"events":[${texts.filter(isThere).join(",")}],"seq":${seq},"more":${found.length > texts.length}}`,
    };
  });
}
