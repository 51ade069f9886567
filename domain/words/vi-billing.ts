import { creditNote } from "../credit-note/credit-note.ts";
import { payableOf } from "../invoice/balance.ts";
import { invoice } from "../invoice/invoice.ts";
import { formatMoney } from "../kernel/money.ts";
import { order } from "../order/order.ts";
import { type Sentences, taleOf } from "./sentences.ts";
import { viBecause, viLines } from "./vi-phrases.ts";

const billWords = {
  delivery: "một lần giao",
  order: "cả đơn hàng",
  complete: "đơn hàng đã giao đủ",
  manual: "phần đã giao",
  deposit: "tiền đặt cọc",
  again: "lập lại",
};

const orders: Sentences<typeof order.events> = {
  "order.placed": ({ totals }) => `Đã đặt đơn hàng: ${formatMoney(totals.total)}`,
  "order.fulfilled": ({ complete, fulfilment, lines }) =>
    `${complete ? "Đã giao đủ đơn hàng" : "Đã giao một phần đơn hàng"}: lần giao ${fulfilment}, ${viLines(lines)}`,
  "order.billed": ({ bill, kind, totals }) =>
    `Đợt thanh toán ${bill}: ${billWords[kind]}, ${formatMoney(totals.total)}`,
  "order.held": ({ reason }) => `Đã tạm dừng đơn hàng${viBecause(reason)}`,
  "order.resumed": () => "Đơn hàng được tiếp tục",
  "order.rest-cancelled": ({ lines, reason }, voice) =>
    `Đã hủy phần còn lại của ${viLines(lines)}${viBecause(reason && voice.reason("order.cancel", reason))}`,
  "order.returned": ({ return: nth, lines, reason }, voice) =>
    `Lần trả hàng ${nth}: ${viLines(lines)} được trả lại${viBecause(reason && voice.reason("order.return", reason))}`,
  "order.deposit-unused": ({ bill }) =>
    bill === undefined
      ? "Tiền đặt cọc còn lại nhiều hơn phần còn phải thanh toán: đã ghi có"
      : `Đợt thanh toán ${bill} trừ ít tiền đặt cọc hơn vì hàng được trả lại: phần còn lại đã ghi có`,
  "order.invoice-noted": ({ bill, fulfilment }) =>
    bill === undefined
      ? `Đã xuất hóa đơn cho lần giao ${fulfilment}`
      : `Đã xuất hóa đơn cho đợt thanh toán ${bill}`,
  "order.invoiced": () => "Đơn hàng đã được xuất hóa đơn đầy đủ",
  "order.invoice-cancelled": ({ bill, fulfilment }) =>
    bill === undefined
      ? `Hóa đơn của lần giao ${fulfilment} đã bị hủy`
      : `Hóa đơn của đợt thanh toán ${bill} đã bị hủy`,
  "order.cancelled": ({ reason }, voice) =>
    `Đã hủy đơn hàng${viBecause(reason && voice.reason("order.cancel", reason))}`,
};

const invoices: Sentences<typeof invoice.events> = {
  "invoice.issued": ({ number, totals, dueOn }) =>
    `Đã phát hành hóa đơn ${number}: ${formatMoney(payableOf(totals))}, đến hạn ${dueOn}`,
  "invoice.payment-received": ({ number, payment, balance }) =>
    `Đã nhận ${formatMoney(payment.amount)} cho hóa đơn ${number}, còn ${formatMoney(balance)}`,
  "invoice.paid": ({ number }) => `Hóa đơn ${number} đã được thanh toán đủ`,
  "invoice.overdue": ({ number, overdue, dueOn }) =>
    `Hóa đơn ${number} quá hạn: ${formatMoney(overdue)} từ ${dueOn}`,
  "invoice.credited": ({ number, totals, reason }, voice) =>
    `Đã ghi có ${formatMoney(totals.total)} cho hóa đơn ${number}${viBecause(reason && voice.reason("invoice.credit", reason))}`,
  "invoice.refunded": ({ number, refund }) =>
    `Đã hoàn lại ${formatMoney(refund.amount)} của hóa đơn ${number}`,
  "invoice.written-off": ({ number, amount, reason }, voice) =>
    `Đã xóa nợ ${formatMoney(amount)} của hóa đơn ${number}${viBecause(reason && voice.reason("invoice.write-off", reason))}`,
  "invoice.cancelled": ({ number, reason }, voice) =>
    `Đã hủy hóa đơn ${number}${viBecause(reason && voice.reason("invoice.cancel", reason))}`,
};

const creditNotes: Sentences<typeof creditNote.events> = {
  "credit-note.issued": ({ number, invoiceNumber, totals }) =>
    `Đã phát hành phiếu ghi có ${number} cho hóa đơn ${invoiceNumber}: ${formatMoney(totals.total)}`,
};

/** From the order to the paid invoice, told in Vietnamese. */
export const viBilling = [taleOf(order, orders), taleOf(invoice, invoices), taleOf(creditNote, creditNotes)];
