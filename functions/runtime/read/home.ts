import { idOf } from "../../../domain/kernel/id.ts";
import { type Refusal, refuse } from "../../../domain/kernel/refusal.ts";
import type { AnyStage } from "../../../domain/kernel/stage.ts";
import { records } from "../../../domain/stages.ts";
import type { HttpEvent } from "../edge.ts";
import { NoQuery, queryOf } from "./query.ts";

const byPlural = new Map(records.map((home) => [home.plural, home]));

/** The stage of a route such as "GET /leads/{id}"; throws on a route that belongs to none, which is a fault. */
export function homeOf({ routeKey }: HttpEvent): AnyStage {
  const home = byPlural.get(routeKey.split("/")[1] ?? "");
  if (home === undefined) throw new Error(`The route ${routeKey} belongs to no stage`);
  return home;
}

/** The refusal for a record that is not there. */
export function noSuch(home: AnyStage, id: string): Refusal {
  return refuse("not_found", `There is no ${home.name} ${id}`);
}

/** The record that a request without query parameters asks for: its stage and its id. */
export function recordIn(
  event: HttpEvent,
): { readonly ok: true; readonly home: AnyStage; readonly id: string } | Refusal {
  const home = homeOf(event);
  const asked = queryOf(event, NoQuery);
  if (!asked.ok) return asked;
  const named = idIn(event, home);
  return named.ok ? { ok: true, home, id: named.id } : named;
}

/** The id in the path; one that is malformed names no record. */
export function idIn(event: HttpEvent, home: AnyStage): { readonly ok: true; readonly id: string } | Refusal {
  const id = event.pathParameters?.["id"] ?? home.singleton ?? "";
  return idOf(home.prefix).safeParse(id).success ? { ok: true, id } : noSuch(home, id);
}
