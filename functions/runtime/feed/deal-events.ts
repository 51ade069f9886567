import * as z from "zod";
import { DealId } from "../../../domain/kernel/id.ts";
import { refuse } from "../../../domain/kernel/refusal.ts";
import type { HttpHandler } from "../edge.ts";
import { limitText, queryOf } from "../read/query.ts";
import { pageLength } from "../read/reader.ts";
import { reading } from "../read/reading.ts";
import { isThere, openFunctionFeed } from "./events.ts";
import { FEED_LIMITS } from "./routes.ts";

const AFTER = { error: "must be the seq of the page before, a whole number" };

const Query = z.strictObject({
  afterSeq: z
    .string()
    .regex(/^[0-9]{1,9}$/, AFTER)
    .transform(Number)
    .optional(),
  limit: limitText(FEED_LIMITS),
});

/** The Lambda function of GET /deals/{deal}/events: the events of a deal verbatim, numbered in the order of the feed. */
export function dealEvents(): HttpHandler {
  const feed = openFunctionFeed();
  return reading("read.deal-events", async (event) => {
    const deal = event.pathParameters?.["deal"] ?? "";
    const noDeal = refuse("not_found", `There is no deal ${deal}, or none of its events is in the feed yet`);
    if (!DealId.safeParse(deal).success) return noDeal;
    const asked = queryOf(event, Query);
    if (!asked.ok) return asked;
    const { afterSeq = 0, limit } = asked.query;
    const found = await feed.dealPlaces(deal, afterSeq, limit + 1);
    if (found.length === 0 && afterSeq === 0) return noDeal;
    const length = pageLength(
      found.map(({ size }) => size),
      limit,
    );
    const texts = await feed.events(found.slice(0, length));
    const seq = afterSeq + length;
    return {
      statusCode: 200,
      headers: { "content-type": "application/json", "cache-control": "no-store" },
      body: `{"deal":${JSON.stringify(deal)},"events":[${texts.filter(isThere).join(",")}],"seq":${seq},"more":${found.length > length}}`,
    };
  });
}
