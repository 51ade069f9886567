import { events } from "../events.ts";
import { currentSchemas } from "../schemas.ts";
import { asyncApi } from "./async-api.ts";
import { catalogFiles } from "./catalog.ts";
import { eventPage } from "./event-page.ts";
import { indexPage, typesPage } from "./index-page.ts";

const text = (value: unknown) => `${JSON.stringify(value, undefined, 2)}\n`;

/** All that is generated of the contracts, by path within docs/events. */
export function contractFiles(): ReadonlyMap<string, string> {
  return new Map([
    ["all.md", indexPage(events)],
    ["types.md", typesPage(events)],
    ["asyncapi.json", text(asyncApi(events))],
    ...events.map((event) => [`${event.type}.md`, eventPage(event)] as const),
    ...[...currentSchemas()].map(([name, schema]) => [`schemas/${name}.json`, text(schema)] as const),
    ...[...catalogFiles(events)].map(([path, content]) => [`catalog/${path}`, content] as const),
  ]);
}
