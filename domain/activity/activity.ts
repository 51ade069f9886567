import * as z from "zod";
import { changed, changedNames } from "../kernel/change.ts";
import { event } from "../kernel/event.ts";
import { handling } from "../kernel/handling.ts";
import { SubmissionId } from "../kernel/id.ts";
import { stage } from "../kernel/stage.ts";
import { Day, text } from "../kernel/text.ts";
import { Regarding } from "./regarding.ts";
import { personal } from "../kernel/personal.ts";

/** What can be written down of dealing with a customer (Dynamics: note, phone call, appointment, e-mail, task). */
export const ActivityKind = z.enum(["note", "call", "meeting", "email", "task"]);

/** One of the kinds of activities. */
export type ActivityKind = z.output<typeof ActivityKind>;

/** What can be changed of an activity: `dueOn` is the day on which it is to be done, `owner` who is to do it. */
export const activityInput = {
  subject: personal(text(300)).optional(),
  text: personal(text(4000)).optional(),
  dueOn: Day.optional(),
  owner: handling.owner,
};

/** `submission`: what a customer sent, whole. */
const fields = { regarding: Regarding, kind: ActivityKind, submission: SubmissionId.optional() };

/** The fields of an activity. */
export const ActivityFields = z.object({ ...fields, ...activityInput });

const Changeable = z.object(activityInput).partial();

const Activity = z.discriminatedUnion("status", [
  ActivityFields.extend({ status: z.literal("open") }),
  ActivityFields.extend({ status: z.literal("done"), doneAt: z.iso.datetime() }),
  z.object({ status: z.literal("deleted"), ...fields, deletedAt: z.iso.datetime() }),
]);

/** `open`: it is still to be done. */
const Added = ActivityFields.extend({ open: z.boolean() });
const Change = z.object({ kind: ActivityKind, before: Changeable, after: Changeable });
const Of = z.object({ kind: ActivityKind, subject: personal(text(300)).optional() });
const Deleted = z.object({ kind: ActivityKind });

/** The kinds as the beginning of a sentence. */
const words = { note: "Note", call: "Call", meeting: "Meeting", email: "E-mail", task: "Task" };
const about = (subject: string | undefined) => (subject === undefined ? "" : `: ${subject}`);
const due = (day: string | undefined) => (day === undefined ? "" : `, due on ${day}`);

/** What somebody did, noted or is to do for a record of a deal; it is found under the id of that record until it is deleted. */
export const activity = stage(
  "activity",
  Activity,
  {
    "activity.added": event(
      ["none"],
      Added,
      ({ kind, subject, dueOn }) => `${words[kind]} added${about(subject)}${due(dueOn)}`,
    ),
    "activity.changed": event(
      ["open", "done"],
      Change,
      (data) => `${words[data.kind]} changed: ${changedNames(data)}`,
    ),
    "activity.done": event(["open"], Of, ({ kind, subject }) => `${words[kind]} done${about(subject)}`),
    "activity.deleted": event(["open", "done"], Deleted, ({ kind }) => `${words[kind]} deleted`),
  },
  { lookups: ({ status, regarding }) => (status === "deleted" ? [] : [regarding.id]) },
).evolve({
  "activity.added": (_, { data: { open, ...rest }, at }) =>
    open ? { status: "open", ...rest } : { status: "done", ...rest, doneAt: at },
  "activity.changed": (record, { data }) => Activity.parse(changed(record, data)),
  "activity.done": (record, { at }) => ({ ...record, status: "done", doneAt: at }),
  "activity.deleted": ({ regarding, kind }, { at }) => ({
    status: "deleted",
    regarding,
    kind,
    deletedAt: at,
  }),
});
