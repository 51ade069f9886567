import { AccountId } from "../../../domain/kernel/id.ts";
import { refuse } from "../../../domain/kernel/refusal.ts";
import { type HttpHandler, json } from "../edge.ts";
import { dealsOf, readDeals } from "./customer.ts";
import { queryOf } from "./query.ts";
import { openReader } from "./reader.ts";
import { reading } from "./reading.ts";
import { storyOf, storyQuery, wordingFor } from "./story.ts";

/** The Lambda function of GET /accounts/{id}/history: all events of all deals of a customer, oldest first. */
export function accountHistory(): HttpHandler {
  const reader = openReader();
  return reading("read.account-history", async (event) => {
    const id = event.pathParameters?.["id"] ?? "";
    const noAccount = refuse("not_found", `There is no account ${id}`);
    if (!AccountId.safeParse(id).success) return noAccount;
    const asked = queryOf(event, storyQuery(`customer ${id}`));
    if (!asked.ok) return asked;
    const { limit, cursor } = asked.query;
    const [wording, deals] = await Promise.all([wordingFor(reader, event), dealsOf(reader, id)]);
    if (deals.length === 0) return noAccount;
    const { events, more } = await readDeals(reader, deals, cursor, limit);
    const rows = events.map(({ row }) => row);
    return json(200, storyOf(`customer ${id}`, rows, more ? events.at(-1)?.place : undefined, wording));
  });
}
