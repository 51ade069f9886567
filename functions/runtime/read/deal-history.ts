import { DealId } from "../../../domain/kernel/id.ts";
import { refuse } from "../../../domain/kernel/refusal.ts";
import { type HttpHandler, json } from "../edge.ts";
import { placeOf, readDeal } from "./deal.ts";
import { queryOf } from "./query.ts";
import { openReader } from "./reader.ts";
import { reading } from "./reading.ts";
import { storyOf, storyQuery, wordingFor } from "./story.ts";

/** The Lambda function of GET /deals/{deal}/history: all events of a deal, from the lead to the payment. */
export function dealHistory(): HttpHandler {
  const reader = openReader();
  return reading("read.deal-history", async (event) => {
    const deal = event.pathParameters?.["deal"] ?? "";
    const noDeal = refuse("not_found", `There is no deal ${deal}`);
    if (!DealId.safeParse(deal).success) return noDeal;
    const asked = queryOf(event, storyQuery(deal));
    if (!asked.ok) return asked;
    const { limit, cursor } = asked.query;
    const [wording, { rows, more }] = await Promise.all([
      wordingFor(reader, event),
      readDeal(reader, deal, cursor, limit),
    ]);
    const last = rows.at(-1);
    if (last === undefined && cursor === undefined) return noDeal;
    return json(200, storyOf(deal, rows, more && last ? placeOf(last) : undefined, wording));
  });
}
