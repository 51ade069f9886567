import { capture } from "../capture/capture.ts";
import { changesOf } from "../kernel/change.ts";
import { personName } from "../kernel/person.ts";
import type { Reason } from "../submission/reason.ts";
import { submission } from "../submission/submission.ts";
import { labelOf } from "./labels.ts";
import { type Sentences, taleOf } from "./sentences.ts";
import { viFieldsOf } from "./vi-phrases.ts";
import type { Voice } from "./voice.ts";

const why = (reasons: readonly Reason[], { labels }: Voice) =>
  reasons.map(({ code }) => labelOf(labels, `value.code.${code}`)).join(", ");

const submissions: Sentences<typeof submission.events> = {
  "submission.received": ({ source }, { labels }) =>
    `Đã nhận qua ${labelOf(labels, `value.source.${source}`)}`,
  "submission.read": ({ confidence }) =>
    confidence === undefined ? "Đã đọc" : `Đã đọc với độ tin cậy ${confidence} %`,
  "submission.confirmed": () => "Người gửi đã xác nhận",
  "submission.accepted": ({ intake: { fields = {} } }) =>
    `Đã nhận làm khách hàng tiềm năng: ${fields.company ?? personName(fields)}`,
  "submission.merged": ({ into, reasons }, voice) => `Đã gộp vào ${into.id}: ${why(reasons, voice)}`,
  "submission.held": ({ reasons }, voice) => `Đã giữ lại: ${why(reasons, voice)}`,
  "submission.marked-spam": ({ score, reasons }, voice) =>
    `Thư rác với điểm ${score}: ${why(reasons, voice)}`,
  "submission.rejected": ({ reasons }, voice) => `Đã từ chối: ${why(reasons, voice)}`,
  "submission.repeated": () => "Cùng nội dung được gửi lại",
};

const captures: Sentences<typeof capture.events> = {
  "capture.changed": ({ before, after }, voice) =>
    `Đã sửa quy tắc tiếp nhận: ${viFieldsOf("capture", changesOf(before ?? {}, after), voice)}`,
};

/** How leads are taken in, told in Vietnamese. */
export const viCapturing = [taleOf(submission, submissions), taleOf(capture, captures)];
