import * as z from "zod";
import { Envelope } from "../../domain/kernel/event.ts";
import type { History } from "./history.ts";

const EventItem = z.object({ sk: z.string().startsWith("EVENT#"), envelope: z.string() });

const envelopesOf = (items: History["items"]): Envelope[] =>
  items.flatMap((item) => {
    const event = EventItem.safeParse(item);
    return event.success ? [Envelope.parse(JSON.parse(event.data.envelope))] : [];
  });

/** The whole story of a deal: its events as they were committed, what became of each, and what clients asked of its records. */
export const storyOf = ({ items, published, delivered, commands, dead }: History, deal: string): string[] => {
  const events = envelopesOf(items).filter((event) => event.deal === deal);
  const records = [...new Set(events.map(({ record }) => record))];
  const told = events
    .toSorted((a, b) => (a.at < b.at ? -1 : 1))
    .map(({ id, type, at, causedBy, actor }) => {
      const times = published.filter(({ detail }) => detail.includes(`"id":"${id}"`)).length;
      const queues = delivered.filter(({ event }) => event === id).map(({ queue }) => queue);
      const cause = causedBy === undefined ? "" : ` after ${causedBy}`;
      return `  ${at} ${type} ${id} by ${actor.id}${cause}; out ${times} times, to ${queues.join(", ") || "nobody"}`;
    });
  const isAbout = (text: string) => records.some((record) => text.includes(record));
  const asked = commands
    .filter(({ path, answers }) => isAbout(path) || isAbout(JSON.stringify(answers)))
    .map(({ key, method, path, answers }) => {
      const had = answers.map((answer) => (answer === "lost" ? "lost" : answer.status)).join(", ");
      return `  ${key} ${method} ${path}: ${had}`;
    });
  const letters = dead
    .filter(({ body }) => isAbout(body))
    .map(({ queue, body }) => `  dead in ${queue}: ${body}`);
  return [`The story of ${deal}`, ...told, ...asked, ...letters];
};
