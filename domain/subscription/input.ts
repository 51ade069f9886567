import * as z from "zod";
import { typeFault } from "./event-types.ts";
import { plainFields } from "./fields.ts";
import { Filter } from "./filter.ts";
import { TargetUrl } from "./url.ts";

/** So many event types can be named; more are better named by stage. */
const MOST_TYPES = 60;

/** A name of an event type, `<stage>.*` or `*`. */
export const EventType = z
  .string()
  .max(100)
  .superRefine((name, ctx) => {
    const message = typeFault(name);
    if (message !== undefined) ctx.addIssue({ code: "custom", message });
  });

const Types = z
  .array(EventType)
  .min(1, { error: 'must name at least one event type; "*" stands for all' })
  .max(MOST_TYPES)
  .refine((types) => new Set(types).size === types.length, { error: "must name each event type once" })
  .refine((types) => types.length === 1 || !types.includes("*"), {
    error: 'must be "*" alone or without it',
  });

/** What is asked for a subscription. */
export const subscriptionInput = {
  url: TargetUrl,
  /** Event types, `<stage>.*` for all of a stage, or `*` alone for all there are. */
  types: Types,
  filter: Filter.optional(),
  ...plainFields,
};
