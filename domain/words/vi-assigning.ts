import { team } from "../team/team.ts";
import { type Sentences, taleOf } from "./sentences.ts";
import { viFieldsOf } from "./vi-phrases.ts";

const teams: Sentences<typeof team.events> = {
  "team.added": ({ name }) => `Đã thêm nhóm: ${name}`,
  "team.changed": (data, voice) => `Đã sửa nhóm: ${viFieldsOf("team", data, voice)}`,
  "team.gave": ({ lead, owner }) => `Đã giao ${lead} cho ${owner}`,
  "team.queued": ({ lead }) => `${lead} đang chờ: chưa ai nhận được`,
  "team.turned-away": ({ lead }) => `${lead} chưa có ai: quá nhiều yêu cầu đang chờ`,
  "team.ended": ({ lead, owner }) =>
    owner === undefined ? `${lead} không còn chờ nữa` : `${lead} không còn mở với ${owner}`,
  "team.retired": ({ name }) => `Đã ngừng nhóm: ${name}`,
};

/** Who takes a lead, told in Vietnamese. */
export const viAssigning = [taleOf(team, teams)];
