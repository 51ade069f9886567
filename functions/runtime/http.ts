import * as z from "zod";
import { type Action, type Route, routeUnder } from "../../domain/kernel/action.ts";
import { idOf } from "../../domain/kernel/id.ts";
import { type Refusal, refuse } from "../../domain/kernel/refusal.ts";
import type { AnyStage } from "../../domain/kernel/stage.ts";
import { jsonBody } from "./body.ts";
import { authorise } from "./caller.ts";
import type { Ask, Performed } from "./ask.ts";
import { commandIdOf, etagOf, ifVersionOf } from "./conditions.ts";
import { type Answer, edge, type HttpEvent, type HttpHandler, json } from "./edge.ts";
import { languageOf } from "./language.ts";
import { perform } from "./perform.ts";
import { traceId } from "./trace.ts";
import { openWorld } from "./world.ts";

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

function answer({ creates, home }: Action, { record, next, replayed }: Performed): Answer {
  const headers = {
    etag: etagOf(record.version),
    ...(creates && { location: `/${home.plural}/${record.id}` }),
    ...(replayed && { "idempotency-replayed": "true" }),
  };
  return json(creates ? 201 : 200, { ...record, ...(next && { next }) }, headers);
}

/** The Lambda function of one action: parse, authorise, perform, answer; `refuses` checks what the action by itself cannot know. */
export function http(
  action: Action,
  refuses: (input: unknown) => Refusal | undefined = () => undefined,
): HttpHandler {
  const world = openWorld();
  return edge(
    action.name,
    async (event) => {
      const ask = askOf(action, event);
      if (!ask.ok) return ask;
      const refusal = refuses(ask.input);
      if (refusal !== undefined) return refusal;
      const performed = await perform(ask, world);
      return performed.ok ? answer(action, performed) : performed;
    },
    jsonBody(),
  );
}
