import { subscription } from "../subscription/subscription.ts";
import { type Sentences, taleOf } from "./sentences.ts";
import { viFieldsOf } from "./vi-phrases.ts";

const subscriptions: Sentences<typeof subscription.events> = {
  "subscription.created": ({ url }) => `Đã đăng ký nhận sự kiện: ${url}`,
  "subscription.updated": (data, voice) =>
    `Đã sửa đăng ký nhận sự kiện: ${viFieldsOf("subscription", data, voice)}`,
  "subscription.secret-rotated": ({ generation, previousUntil }) =>
    previousUntil === undefined
      ? `Đã tạo khóa bí mật ${generation}`
      : `Đã tạo khóa bí mật ${generation}; khóa trước dùng được đến ${previousUntil}`,
  "subscription.paused": ({ url }) => `Đã tạm dừng: ${url}`,
  "subscription.resumed": ({ url }) => `Đã tiếp tục: ${url}`,
  "subscription.tested": ({ url }) => `Đã gửi thử đến ${url}`,
  "subscription.redelivery-asked": ({ from, to, delivery }) =>
    delivery === undefined ? `Gửi lại từ ${from} đến ${to}` : `Gửi lại lần gửi ${delivery}`,
  "subscription.failing": ({ url, reason }) => `${url} đang lỗi: ${reason}`,
  "subscription.recovered": ({ url, since }) => `${url} đã hoạt động lại; lỗi từ ${since}`,
  "subscription.disabled": ({ url, reason, since, lastError = "" }) => {
    if (reason === "asked") return `Đã tắt: ${url}`;
    const why = reason === "gone" ? "nơi nhận báo không còn" : `lỗi từ ${since}`;
    return `Đã tắt: ${url}: ${why} (${lastError})`;
  },
};

/** Who gets which events, told in Vietnamese. */
export const viSubscribing = [taleOf(subscription, subscriptions)];
