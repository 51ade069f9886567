import * as z from "zod";
import { acceptChange, patchOf } from "../kernel/change.ts";
import { accept } from "../kernel/decision.ts";
import { SubmissionId } from "../kernel/id.ts";
import { type Refusal, refuse, refuseField } from "../kernel/refusal.ts";
import { activity, activityInput, type ActivityFields, ActivityKind } from "./activity.ts";
import { Regarding, regardingRef, regardingStages } from "./regarding.ts";

const Partial = z.object(activityInput).partial();

type Fields = Pick<z.output<typeof ActivityFields>, "kind" | "subject" | "text" | "dueOn">;

/** What is wrong with an activity: a note says something and is never due, everything else has a subject. */
function problemOf({ kind, subject, text, dueOn }: Fields): Refusal | undefined {
  if (kind !== "note") {
    return subject === undefined ? refuseField("/subject", `A ${kind} needs a subject`) : undefined;
  }
  if (text === undefined) return refuseField("/text", "A note needs a text");
  if (dueOn === undefined) return undefined;
  return refuseField("/dueOn", `A note is not due on ${dueOn}: make it a task, or leave dueOn out`);
}

export const addActivity = activity.action("add", {
  summary:
    "Add a note, call, meeting, e-mail or task; a task, and what is due on a day, is open until it is done",
  roles: ["sales", "fulfilment", "finance"],
  from: ["none"],
  under: regardingStages,
  input: z.strictObject({ regarding: Regarding, kind: ActivityKind, ...activityInput }),
  reads: ({ regarding }) => [regardingRef(regarding)],
  decide(_, { owner, ...fields }, facts) {
    const { regarding, kind, dueOn } = fields;
    const record = facts.find(regardingRef(regarding).stage, regarding.id);
    if (record === undefined) return refuse("not_found", `There is no ${regarding.stage} ${regarding.id}`);
    const problem = problemOf(fields);
    if (problem !== undefined) return problem;
    const open = kind === "task" || dueOn !== undefined;
    const data = { ...fields, owner: owner ?? facts.actor.id, open };
    return accept({ type: "activity.added", data }, { deal: record.deal });
  },
});

/** What a customer wrote, on the record that it belongs to; nobody has to do it any more. */
export const addReceivedActivity = activity.action("add-received", {
  summary: "Add what a customer has sent",
  roles: [],
  from: ["none"],
  input: z.strictObject({
    regarding: Regarding,
    kind: ActivityKind,
    subject: activityInput.subject,
    text: activityInput.text,
    submission: SubmissionId.optional(),
  }),
  reads: ({ regarding }) => [regardingRef(regarding)],
  decide(_, fields, facts) {
    const { regarding } = fields;
    const record = facts.find(regardingRef(regarding).stage, regarding.id);
    if (record === undefined) return refuse("not_found", `There is no ${regarding.stage} ${regarding.id}`);
    return accept({ type: "activity.added", data: { ...fields, open: false } }, { deal: record.deal });
  },
});

export const changeActivity = activity.action("change", {
  summary: "Change fields of an activity; null removes one",
  roles: ["sales", "fulfilment", "finance"],
  from: ["open", "done"],
  via: "PATCH",
  input: patchOf(activityInput),
  decide(record, patch) {
    const decision = acceptChange("activity.changed", Partial, record, patch);
    const [change] = decision.events;
    if (change === undefined) return accept([]);
    const { kind, subject, text, dueOn } = { ...record, ...Partial.parse(withoutNull(record, patch)) };
    const problem = problemOf({ kind, subject, text, dueOn });
    return problem ?? accept({ ...change, data: { kind, ...change.data } });
  },
});

/** The fields after a patch; undefined where it removes one. */
function withoutNull(record: object, patch: Readonly<Record<string, unknown>>): object {
  const entries = Object.entries(patch).filter(([, value]) => value !== undefined);
  return { ...record, ...Object.fromEntries(entries.map(([name, value]) => [name, value ?? undefined])) };
}

export const finishActivity = activity.action("done", {
  summary: "Note that it is done",
  roles: ["sales", "fulfilment", "finance"],
  from: ["open"],
  input: z.strictObject({}),
  decide: ({ kind, subject }) => accept({ type: "activity.done", data: { kind, subject } }),
});

export const deleteActivity = activity.action("delete", {
  summary:
    "Delete an activity: it is listed no more; what it said stays in its history until it is erased (see docs/operations.md)",
  roles: ["sales", "fulfilment", "finance"],
  from: ["open", "done"],
  input: z.strictObject({}),
  decide: ({ kind }) => accept({ type: "activity.deleted", data: { kind } }),
});
