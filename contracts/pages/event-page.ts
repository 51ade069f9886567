import type { Emitter, EventContract, Follower } from "../events.ts";
import { fieldsOf } from "../fields.ts";
import { eventSchema } from "../schema.ts";
import { fieldTable } from "./field-table.ts";
import { json, page, table } from "./markdown.ts";

/** "`quote.send` (sales)", or by itself. */
export function emitterText({ action, roles }: Emitter): string {
  return `\`${action}\` (${roles.length === 0 ? "by itself" : roles.join(", ")})`;
}

/** "`place-order` asks for `order.place`". */
export function followerText({ name, kind, action }: Follower): string {
  return kind === "reaction"
    ? `\`${name}\` asks for \`${action}\``
    : `the timer \`${name}\` of \`${action}\` is set or cleared`;
}

function endText({ deprecated }: EventContract): string {
  if (deprecated === undefined) return "no";
  const { on, sunset, instead } = deprecated;
  const use = instead === undefined ? "" : `; use [${instead}](${instead}.md)`;
  return `since ${on}, published until ${sunset}${use}`;
}

const schemaLink = (type: string, v: number) => `[${type}.v${v}.json](schemas/${type}.v${v}.json)`;

/** "version 1, since ..., is published too until ...", for each version before the current one. */
export function olderText({ type, older }: EventContract): string[] {
  return older.map(
    ({ v, since, sunset }) =>
      `version ${v}, since ${since}, is published too until ${sunset}: ${schemaLink(type, v)}`,
  );
}

/** The page of an event type. */
export function eventPage(event: EventContract): string {
  const { type, v, stage, since, emitters, followers, example } = event;
  const fields = fieldsOf(eventSchema(event), "named");
  const follows = followers.map(followerText).join("<br>") || "nothing within Salesline";
  return page(
    `# ${type}`,
    event.description,
    table(
      ["", ""],
      [
        ["Version", `${v}, since ${since}`],
        ["Record", `\`${stage}\``],
        ["Comes of", emitters.map(emitterText).join("<br>")],
        ["What follows", follows],
        ["Deprecated", endText(event)],
        ["Schema", [schemaLink(type, v), ...olderText(event)].join("<br>")],
      ],
    ),
    "## Data",
    fields.length === 0
      ? "None: that it happened is all there is to know."
      : `${fieldTable(fields)}\n\nFields beside these may come at any time.`,
    "## Example",
    json(example),
  );
}
