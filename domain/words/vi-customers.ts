import { account } from "../account/account.ts";
import { contact } from "../contact/contact.ts";
import { personName } from "../kernel/person.ts";
import { lead } from "../lead/lead.ts";
import { labelOf } from "./labels.ts";
import { type Sentences, taleOf } from "./sentences.ts";
import { viBecause, viFieldsOf } from "./vi-phrases.ts";

const leads: Sentences<typeof lead.events> = {
  "lead.captured": (data) =>
    `Đã ghi nhận khách hàng tiềm năng ${data.company ?? personName(data)}: ${data.topic}`,
  "lead.changed": (data, voice) => `Đã sửa khách hàng tiềm năng: ${viFieldsOf("lead", data, voice)}`,
  "lead.enriched": ({ source }, { labels }) =>
    `Người này liên hệ lại (${labelOf(labels, `value.source.${source}`)})`,
  "lead.contacted": ({ note }) => `Đã liên hệ khách hàng tiềm năng${viBecause(note)}`,
  "lead.response-missed": ({ respondBy }) =>
    `Chưa ai liên hệ trước ${respondBy.slice(0, 16).replace("T", " ")} UTC`,
  "lead.assigned": ({ after }) =>
    after === undefined
      ? "Khách hàng tiềm năng không còn người phụ trách"
      : `Khách hàng tiềm năng được giao cho ${after}`,
  "lead.qualified": (data) => `Khách hàng tiềm năng đủ điều kiện: ${data.lead.topic}`,
  "lead.disqualified": ({ reason, note }, voice) =>
    `Đã loại khách hàng tiềm năng: ${voice.reason("lead.disqualify", reason)}${viBecause(note)}`,
  "lead.reopened": ({ note }) => `Đã mở lại khách hàng tiềm năng${viBecause(note)}`,
  "lead.absorbed": (data) => `Đã gộp khách hàng tiềm năng ${data.lead} vào đây`,
  "lead.merged": ({ into }) => `Đã gộp vào khách hàng tiềm năng ${into}`,
  "lead.passed-on": ({ to, source }, { labels }) =>
    `Yêu cầu đến (${labelOf(labels, `value.source.${source}`)}) đã chuyển sang ${to}`,
  "lead.told-apart": (data) => `Không phải cùng một người với khách hàng tiềm năng ${data.lead}`,
};

const accounts: Sentences<typeof account.events> = {
  "account.opened": ({ name }) => `Đã thêm công ty khách hàng: ${name}`,
  "account.changed": (data, voice) => `Đã sửa công ty khách hàng: ${viFieldsOf("account", data, voice)}`,
};

const contacts: Sentences<typeof contact.events> = {
  "contact.added": (data) => `Đã thêm người liên hệ: ${personName(data)}`,
  "contact.changed": (data, voice) => `Đã sửa người liên hệ: ${viFieldsOf("contact", data, voice)}`,
};

/** Who may buy and who buys, told in Vietnamese. */
export const viCustomers = [taleOf(lead, leads), taleOf(account, accounts), taleOf(contact, contacts)];
