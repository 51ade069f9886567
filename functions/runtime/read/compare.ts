import * as z from "zod";
import { QuoteId } from "../../../domain/kernel/id.ts";
import { refuse } from "../../../domain/kernel/refusal.ts";
import { compareQuotes as compare } from "../../../domain/quote/compare.ts";
import { quote } from "../../../domain/quote/quote.ts";
import { type HttpHandler, json } from "../edge.ts";
import { type Item, readRecord } from "../items.ts";
import { recordKey } from "../keys.ts";
import { idIn, noSuch } from "./home.ts";
import { queryOf } from "./query.ts";
import { openReader } from "./reader.ts";
import { reading } from "./reading.ts";

const Query = z.strictObject({
  with: QuoteId,
});

function quoteOf(item: Item | undefined) {
  const record = quote.read(item && readRecord(item).state);
  return record.status === "none" ? undefined : record;
}

/** The Lambda function of GET /quotes/{id}/compare?with=: what changed from that quote to this one, of the same opportunity. */
export function compareQuotes(): HttpHandler {
  const reader = openReader();
  return reading("read.compare", async (event) => {
    const named = idIn(event, quote);
    if (!named.ok) return named;
    const asked = queryOf(event, Query);
    if (!asked.ok) return asked;
    const { id } = named;
    const { with: other } = asked.query;
    // The same key twice in one read is refused by the table.
    const ids = [...new Set([id, other])];
    const items = await reader.load(ids.map((each) => recordKey(quote.name, each)));
    const [after, before = id === other ? after : undefined] = items.map(quoteOf);
    if (after === undefined) return noSuch(quote, id);
    if (before === undefined) return noSuch(quote, other);
    if (before.opportunity !== after.opportunity) {
      const message = `${other} is a quote of ${before.opportunity}, ${id} of ${after.opportunity}: only quotes of one opportunity are compared`;
      return refuse("rule_broken", message, { fields: [{ pointer: "/with", message }] });
    }
    const of = ({ revision, status }: typeof before) => ({ revision, status });
    return json(200, {
      before: { id: other, ...of(before) },
      after: { id, ...of(after) },
      ...compare(before, after),
    });
  });
}
