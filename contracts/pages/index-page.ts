import type { EventContract } from "../events.ts";
import { fieldsIn } from "../fields.ts";
import { type Described, eventSchema, type Schema } from "../schema.ts";
import { fieldTable } from "./field-table.ts";
import { json, page, table } from "./markdown.ts";

const short = (text: string) => text.split(/(?<=\.) /)[0] ?? text;

/** The list of all event types, by stage. */
export function indexPage(events: readonly EventContract[]): string {
  const sections = [...Map.groupBy(events, ({ stage }) => stage)].flatMap(([stage, all]) => [
    `## ${stage}`,
    table(
      ["Event", "Version", "Since", "What happened"],
      all.map(({ type, v, since, description, deprecated }) => [
        `[${type}](${type}.md)`,
        deprecated === undefined ? String(v) : `${v}, until ${deprecated.sunset}`,
        since,
        short(description),
      ]),
    ),
  ]);
  return page(
    "# All event types",
    `${events.length} types, in the order of a deal. What an event is, and where to get them: [README](README.md). Parts that many have: [types](types.md). All in one document: [AsyncAPI](asyncapi.json).`,
    ...sections,
  );
}

/** The parts that many events share, such as amounts of money. */
export function partsOf(events: readonly Described[]): ReadonlyMap<string, Schema> {
  const parts = events.flatMap((event) => Object.entries(eventSchema(event).$defs ?? {}));
  return new Map(parts.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** The page of the parts that many events share. */
export function typesPage(events: readonly EventContract[]): string {
  const parts = partsOf(events);
  const [first] = events;
  const { data: _, ...envelope } = { ...first?.example };
  const sections = [...parts].flatMap(([name, schema]) => [
    `## ${name}`,
    fieldTable(fieldsIn(schema, {}, "named")),
  ]);
  return page(
    "# Parts that many events share",
    "The envelope around all of them:",
    json(envelope),
    ...sections,
  );
}
