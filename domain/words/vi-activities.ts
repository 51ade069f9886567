import { activity } from "../activity/activity.ts";
import { labelOf } from "./labels.ts";
import { type Sentences, taleOf } from "./sentences.ts";
import { viFieldsOf } from "./vi-phrases.ts";
import type { Voice } from "./voice.ts";

const kindOf = (kind: string, { labels }: Voice) => labelOf(labels, `value.kind.${kind}`);
const about = (subject: string | undefined) => (subject === undefined ? "" : `: ${subject}`);
const due = (day: string | undefined) => (day === undefined ? "" : `, hạn ${day}`);

const activities: Sentences<typeof activity.events> = {
  "activity.added": ({ kind, subject, dueOn }, voice) =>
    `Đã thêm hoạt động (${kindOf(kind, voice)})${about(subject)}${due(dueOn)}`,
  "activity.changed": (data, voice) =>
    `Đã sửa hoạt động (${kindOf(data.kind, voice)}): ${viFieldsOf("activity", data, voice)}`,
  "activity.done": ({ kind, subject }, voice) =>
    `Đã xong hoạt động (${kindOf(kind, voice)})${about(subject)}`,
  "activity.deleted": ({ kind }, voice) => `Đã xóa hoạt động (${kindOf(kind, voice)})`,
};

/** What was done and noted, told in Vietnamese. */
export const viActivities = [taleOf(activity, activities)];
