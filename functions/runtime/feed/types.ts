import * as z from "zod";
import { records } from "../../../domain/stages.ts";

const MAX_TYPES = 60;

const known: ReadonlySet<string> = new Set(records.flatMap(({ events }) => Object.keys(events)));
const stages: ReadonlySet<string> = new Set(records.map(({ name }) => `${name}.*`));

/** Types of events as a query parameter: `quote.sent,order.*`; read as what tells whether a type is among them. */
export const typesText = z.string().transform((text, context): ((type: string) => boolean) => {
  const asked = [...new Set(text.split(",").map((each) => each.trim()))];
  if (asked.length > MAX_TYPES) {
    context.addIssue({
      code: "custom",
      message: `names more than ${MAX_TYPES} types: take a stage whole, such as order.*`,
    });
  }
  for (const type of asked.slice(0, MAX_TYPES)) {
    if (known.has(type) || stages.has(type)) continue;
    const message = `There is no event ${JSON.stringify(type.slice(0, 60))}: send types such as quote.sent, or quote.* for all of a stage, apart by commas`;
    context.addIssue({ code: "custom", message });
  }
  const single = new Set(asked);
  return (type) => single.has(type) || single.has(`${type.slice(0, type.indexOf("."))}.*`);
});
