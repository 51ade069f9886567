import { formatMoney } from "../kernel/money.ts";
import { opportunity } from "../opportunity/opportunity.ts";
import { MAX_QUOTES } from "../opportunity/quote-note.ts";
import { quote } from "../quote/quote.ts";
import { type Sentences, taleOf } from "./sentences.ts";
import { viBecause, viFieldsOf, viLines } from "./vi-phrases.ts";

const late = {
  closed: "cơ hội đã đóng",
  full: `cơ hội đã có ${MAX_QUOTES} báo giá`,
  currency: "cơ hội đã đổi tiền tệ",
};

const opportunities: Sentences<typeof opportunity.events> = {
  "opportunity.opened": ({ topic }) => `Đã mở cơ hội bán hàng: ${topic}`,
  "opportunity.changed": (data, voice) => `Đã sửa cơ hội bán hàng: ${viFieldsOf("opportunity", data, voice)}`,
  "opportunity.held": ({ note }) => `Đã tạm dừng cơ hội bán hàng${viBecause(note)}`,
  "opportunity.resumed": ({ note }) => `Đã tiếp tục cơ hội bán hàng${viBecause(note)}`,
  "opportunity.quote-noted": (data, voice) => `Báo giá ${data.quote}: ${voice.status("quote", data.status)}`,
  "opportunity.quote-late": (data, voice) =>
    `Báo giá ${data.quote} (${voice.status("quote", data.status)}) đến khi ${late[data.reason]}`,
  "opportunity.won": ({ revenue }) => `Đã thắng cơ hội bán hàng: ${formatMoney(revenue)}`,
  "opportunity.order-added": ({ order, revenue }) =>
    `Cơ hội bán hàng có thêm một đơn hàng: ${order}, ${formatMoney(revenue)}`,
  "opportunity.lost": ({ reason, note }, voice) =>
    `Đã thua cơ hội bán hàng: ${voice.reason("opportunity.lose", reason)}${viBecause(note)}`,
  "opportunity.reopened": ({ note }) => `Đã mở lại cơ hội bán hàng${viBecause(note)}`,
};

const quotes: Sentences<typeof quote.events> = {
  "quote.drafted": ({ revision }) => `Đã soạn báo giá, bản ${revision}`,
  "quote.changed": ({ after }) =>
    `Đã sửa báo giá: ${viLines(after.lines)}, ${formatMoney(after.totals.total)}`,
  "quote.repriced": ({ before, after }) =>
    `Đã cập nhật giá của báo giá: trước ${formatMoney(before.total)}, nay ${formatMoney(after.totals.total)}`,
  "quote.terms-changed": (data, voice) =>
    `Đã sửa điều khoản của báo giá: ${viFieldsOf("quote", data, voice)}`,
  "quote.approval-requested": ({ totals, requestNote }) =>
    `Đã xin phê duyệt báo giá: ${formatMoney(totals.total)}${viBecause(requestNote)}`,
  "quote.approved": ({ totals, approvalNote }) =>
    `Báo giá đã được phê duyệt: ${formatMoney(totals.total)}${viBecause(approvalNote)}`,
  "quote.rejected": ({ reason }) => `Báo giá không được phê duyệt${viBecause(reason)}`,
  "quote.sent": ({ totals, validUntil }) =>
    `Đã gửi báo giá: ${formatMoney(totals.total)}, có hiệu lực đến ${validUntil}`,
  "quote.revised": ({ revisedBy }) => `Báo giá đã đóng để sửa đổi: ${revisedBy}`,
  "quote.accepted": ({ totals }) => `Khách hàng đã chấp nhận báo giá: ${formatMoney(totals.total)}`,
  "quote.declined": ({ reason, reasonNote }, voice) =>
    `Khách hàng đã từ chối báo giá${viBecause(reason && voice.reason("quote.decline", reason), reasonNote)}`,
  "quote.expired": ({ validUntil }) => `Báo giá đã hết hiệu lực: có hiệu lực đến ${validUntil}`,
  "quote.cancelled": ({ reason, reasonNote }, voice) =>
    `Đã hủy báo giá${viBecause(reason && voice.reason("quote.cancel", reason), reasonNote)}`,
};

/** From the opportunity to the accepted quote, told in Vietnamese. */
export const viSelling = [taleOf(opportunity, opportunities), taleOf(quote, quotes)];
