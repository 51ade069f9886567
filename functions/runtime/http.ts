import * as z from "zod";
import { type Action, type Route, routeUnder } from "../../domain/kernel/action.ts";
import { idOf } from "../../domain/kernel/id.ts";
import { type Refusal, refuse } from "../../domain/kernel/refusal.ts";
import type { AnyStage } from "../../domain/kernel/stage.ts";
import { jsonBody } from "./body.ts";
import { authorise } from "./caller.ts";
import type { Ask, Performed, World } from "./ask.ts";
import { readReceipt } from "./items.ts";
import { receiptKey } from "./keys.ts";
import { commandIdOf, etagOf, ifVersionOf } from "./conditions.ts";
import { type Answer, edge, type HttpEvent, type HttpHandler, json } from "./edge.ts";
import { languageOf } from "./language.ts";
import { perform } from "./perform.ts";
import { traceId } from "./trace.ts";
import { openWorld } from "./world.ts";

/** What a route does around its action. */
export interface Around {
  /** Why it is not even asked, by what the domain cannot know. */
  check?(ask: Ask, world: World): Promise<Refusal | undefined>;
  /** What is answered beside the record, which nobody may keep on the way. */
  more?(performed: Performed): Promise<object>;
}

const keyOf = ({ method, path }: Route) => `${method} ${path}`;

/** The body with the record of the path, which goes before what the body says. */
function about({ name: stage }: AnyStage, id: string | undefined, body: unknown): unknown {
  const fields = z.record(z.string(), z.unknown()).safeParse(body ?? {});
  return fields.success ? { ...fields.data, regarding: { stage, id } } : body;
}

function askOf(action: Action, event: HttpEvent): ({ ok: true } & Ask) | Refusal {
  const caller = authorise(event, action.roles);
  if (!caller.ok) return caller;
  const command = commandIdOf(event, caller.id);
  if (!command.ok) return command;
  const seen = ifVersionOf(event);
  if (!seen.ok) return seen;
  const above = action.under.find((home) => event.routeKey === keyOf(routeUnder(home, action)));
  const named = event.pathParameters?.["id"];
  if (above !== undefined && !idOf(above.prefix).safeParse(named).success) {
    return refuse("not_found", `There is no ${above.name} ${named}`);
  }
  const id = above === undefined ? (named ?? action.home.singleton) : undefined;
  if (id !== undefined && !idOf(action.home.prefix).safeParse(id).success) {
    return refuse("not_found", `There is no ${action.home.name} ${id}`);
  }
  return {
    ok: true,
    action,
    ...(id !== undefined && { id }),
    input: above === undefined ? (event.body ?? {}) : about(above, named, event.body),
    roles: caller.roles,
    language: languageOf(event),
    commandId: command.id,
    ...(seen.version !== undefined && { ifVersion: seen.version }),
    actor: { type: "user", id: caller.id },
    traceId: traceId(),
  };
}

/** What was done is answered as at first, whatever would be said of it now. */
async function refusedNow(ask: Ask, around: Around, world: World): Promise<Refusal | undefined> {
  const refusal = await around.check?.(ask, world);
  if (refusal === undefined) return undefined;
  const [item] = await world.journal.load([receiptKey(ask.commandId)]);
  return readReceipt(item, world.now().getTime() / 1000) === undefined ? refusal : undefined;
}

async function answer({ creates, home }: Action, performed: Performed, around: Around): Promise<Answer> {
  const { record, next, replayed } = performed;
  const headers = {
    etag: etagOf(record.version),
    ...(creates && { location: `/${home.plural}/${record.id}` }),
    ...(replayed && { "idempotency-replayed": "true" }),
    ...(around.more && { "cache-control": "no-store" }),
  };
  const body = { ...record, ...(next && { next }), ...(await around.more?.(performed)) };
  return json(creates ? 201 : 200, body, headers);
}

/** The Lambda function of one action: parse, authorise, perform, answer. */
export function http(action: Action, around: Around = {}): HttpHandler {
  const world = openWorld();
  return edge(
    action.name,
    async (event) => {
      const ask = askOf(action, event);
      if (!ask.ok) return ask;
      const refusal = await refusedNow(ask, around, world);
      if (refusal !== undefined) return refusal;
      const performed = await perform(ask, world);
      return performed.ok ? answer(action, performed, around) : performed;
    },
    jsonBody(),
  );
}
