import * as z from "zod";
import { changedNames, changesOf } from "../kernel/change.ts";
import { event } from "../kernel/event.ts";
import type { Facts, Ref } from "../kernel/facts.ts";
import { stage } from "../kernel/stage.ts";
import { CapturePolicy, shippedPolicy } from "./policy.ts";

const Capture = z.discriminatedUnion("status", [CapturePolicy.extend({ status: z.literal("active") })]);

/** The id of the one set of rules that there is. */
export const CAPTURE = "cap_0000000001";

const fieldsOf = (before: object | undefined, after: object) => changedNames(changesOf(before ?? {}, after));

/** How leads are taken in: duplicates, spam, limits. */
export const capture = stage(
  "capture",
  Capture,
  {
    "capture.changed": event(
      ["none", "active"],
      z.object({ before: CapturePolicy.optional(), after: CapturePolicy }),
      ({ before, after }) => `Rules of capture changed: ${fieldsOf(before, after)}`,
    ),
  },
  { singleton: true },
).evolve({
  "capture.changed": (_, { data: { after } }) => ({ status: "active", ...after }),
});

/** Names the rules of capture, for a decision about a lead: a change in the same moment is as right as the one before. */
export const policyRef: Ref = { stage: capture, id: CAPTURE, unchecked: true };

/** The rules of capture: those of the organisation, or those that ship. */
export function policyIn(facts: Pick<Facts, "find">): CapturePolicy {
  return facts.find(capture, CAPTURE) ?? shippedPolicy;
}
