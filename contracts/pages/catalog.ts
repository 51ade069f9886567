import type { EventContract } from "../events.ts";
import { emitterText, followerText, olderText } from "./event-page.ts";
import { page } from "./markdown.ts";

const VERSION = "3.48.4";

const config = `/** @type {import('@eventcatalog/core/bin/eventcatalog.config').Config} */
export default {
  cId: "salesline",
  title: "Salesline events",
  tagline: "What happens from a lead to the paid invoice",
  organizationName: "Salesline",
  homepageLink: "https://salesline.invalid",
  output: "static",
  trailingSlash: false,
  base: "/",
};
`;

const copy = `import { cpSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

// The schemas are kept once, beside this folder: the catalog wants each one next to its event.
const here = import.meta.dirname;
for (const type of readdirSync(join(here, "events"))) {
  const entry = join(here, "events", type);
  const [, v] = /^version: "(\\d+)\\./m.exec(readFileSync(join(entry, "index.mdx"), "utf8"));
  cpSync(join(here, "..", "schemas", \`\${type}.v\${v}.json\`), join(entry, "schema.json"));
}
`;

const manifest = {
  name: "salesline-event-catalog",
  version: "1.0.0",
  private: true,
  type: "module",
  scripts: {
    build: "node copy-schemas.mjs && eventcatalog build",
    dev: "node copy-schemas.mjs && eventcatalog dev",
  },
  dependencies: { "@eventcatalog/core": VERSION },
};

/** Fields at the head of a page; values are written as JSON, which YAML reads. */
function head(fields: Readonly<Record<string, unknown>>): string {
  const lines = Object.entries(fields).map(([name, value]) => `${name}: ${JSON.stringify(value)}`);
  return ["---", ...lines, "---"].join("\n");
}

function eventEntry(event: EventContract): string {
  const { type, v, description, emitters, followers, deprecated, stage } = event;
  return page(
    head({
      id: type,
      name: type,
      version: `${v}.0.0`,
      summary: description,
      schemaPath: "schema.json",
      ...(deprecated && {
        deprecated: { date: deprecated.sunset, message: `Published until ${deprecated.sunset}` },
      }),
      badges: [{ content: stage, backgroundColor: "blue", textColor: "blue" }],
    }),
    description,
    `Comes of: ${emitters.map(emitterText).join(", ")}.`,
    followers.length === 0 ? "" : `What follows: ${followers.map(followerText).join("; ")}.`,
    ...olderText(event).map((text) => `Also: ${text}.`),
    "<SchemaViewer />",
  );
}

const label = (stage: string) => `${stage.charAt(0).toUpperCase()}${stage.slice(1).replaceAll("-", " ")}`;

function serviceEntry(
  stage: string,
  events: readonly EventContract[],
  heard: readonly EventContract[],
): string {
  const of = (all: readonly EventContract[]) => all.map(({ type, v }) => ({ id: type, version: `${v}.0.0` }));
  return page(
    head({
      id: stage,
      name: label(stage),
      version: "1.0.0",
      summary: `The events of ${stage} records`,
      sends: of(events),
      receives: of(heard),
    }),
    `What happens to ${stage} records, and the events that they follow.`,
    "<NodeGraph />",
  );
}

/** The files of an EventCatalog of all events, by path. */
export function catalogFiles(events: readonly EventContract[]): ReadonlyMap<string, string> {
  const stages = [...Map.groupBy(events, ({ stage }) => stage)];
  const heardBy = (stage: string) =>
    events.filter(({ followers }) => followers.some(({ action }) => action.startsWith(`${stage}.`)));
  return new Map([
    ["package.json", `${JSON.stringify(manifest, undefined, 2)}\n`],
    ["eventcatalog.config.js", config],
    ["copy-schemas.mjs", copy],
    [".gitignore", "node_modules\ndist\n.eventcatalog-core\npackage-lock.json\nevents/*/schema.json\n"],
    ...events.map((event) => [`events/${event.type}/index.mdx`, eventEntry(event)] as const),
    ...stages.map(
      ([stage, all]) => [`services/${stage}/index.mdx`, serviceEntry(stage, all, heardBy(stage))] as const,
    ),
  ]);
}
