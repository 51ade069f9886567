import * as z from "zod";
import type { Dead } from "../history.ts";

/** What a message is about: an event as the bus brings it, or as a webhook was to. */
const About = z.union([
  z.object({ detail: z.object({ type: z.string(), id: z.string() }) }).transform(({ detail }) => detail),
  z.object({ type: z.string(), event: z.string() }).transform(({ type, event: id }) => ({ type, id })),
]);

const SHOWN = 160;

const aboutOf = (body: string): string => {
  try {
    const { type, id } = About.parse(JSON.parse(body));
    return `${type} ${id}`;
  } catch {
    return body.slice(0, SHOWN);
  }
};

/** Dead letters that are there when nothing goes wrong any more and all were put back, in words: their consumers refuse them for good. */
export const leftBehind = (dead: readonly Dead[]): string[] =>
  dead.map(({ queue, body }) => `${queue} has given up ${aboutOf(body)}`);
