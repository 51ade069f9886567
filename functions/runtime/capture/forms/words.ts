/** What the script of a form says, in English. */
const enScript = {
  send: "Send",
  sending: "Sending…",
  problem: "Please check what is marked",
  proving: "Checking that you are not a machine…",
  unproven: "We could not check that you are not a machine. Please try again.",
  blocked:
    "The check that you are not a machine could not be loaded. Your text is kept: please allow this page to load challenges.cloudflare.com and send it again.",
  waiting: "The connection is interrupted. Your text is kept; we are trying again…",
  unsent: "It could not be sent. Your text is kept: please check your connection and send it again.",
  busy: "There are too many messages at the moment. Your text is kept: please try again in a few minutes.",
  refused: "It could not be sent from this page.",
  large: "Too large to send: all files together may have at most 4 MB",
};

/** What a form says beside its own labels, in English. */
const en = {
  marked: "Required fields are marked with",
  choose: "Choose…",
  error: "Error",
  sent: "Thank you",
  thanks: "We have received your message and will get back to you.",
  confirm: "One more step: we have sent you an e-mail. Please open the link in it to confirm your address.",
  again: "Send another message",
  retired: "This form is closed",
  closed: "It takes no messages any more. Please reach us another way.",
  gone: "This form does not exist",
  unknown: "Please check the address of this page.",
  noscript:
    "This form needs JavaScript to tell people from machines. Please switch it on and load the page again.",
  trap: "Leave this empty",
  script: enScript,
};

/** What the script of a form says. */
export type ScriptWords = Readonly<Record<keyof typeof enScript, string>>;

/** What a form says beside its own labels. */
export type Words = Readonly<Record<Exclude<keyof typeof en, "script">, string>> & {
  readonly script: ScriptWords;
};

const vi: Words = {
  marked: "Các mục bắt buộc được đánh dấu",
  choose: "Chọn…",
  error: "Lỗi",
  sent: "Cảm ơn bạn",
  thanks: "Chúng tôi đã nhận được tin nhắn và sẽ liên hệ lại với bạn.",
  confirm:
    "Còn một bước nữa: chúng tôi đã gửi cho bạn một e-mail. Vui lòng mở liên kết trong đó để xác nhận địa chỉ.",
  again: "Gửi tin nhắn khác",
  retired: "Biểu mẫu này đã đóng",
  closed: "Biểu mẫu không nhận tin nhắn nữa. Vui lòng liên hệ với chúng tôi bằng cách khác.",
  gone: "Biểu mẫu này không tồn tại",
  unknown: "Vui lòng kiểm tra lại địa chỉ của trang này.",
  noscript:
    "Biểu mẫu này cần JavaScript để phân biệt người với máy. Vui lòng bật JavaScript rồi tải lại trang.",
  trap: "Để trống ô này",
  script: {
    send: "Gửi",
    sending: "Đang gửi…",
    problem: "Vui lòng kiểm tra các mục được đánh dấu",
    proving: "Đang kiểm tra bạn không phải là máy…",
    unproven: "Chúng tôi chưa xác nhận được bạn không phải là máy. Vui lòng thử lại.",
    blocked:
      "Không tải được phần kiểm tra bạn không phải là máy. Nội dung của bạn vẫn được giữ: vui lòng cho phép trang này tải challenges.cloudflare.com rồi gửi lại.",
    waiting: "Kết nối bị gián đoạn. Nội dung của bạn vẫn được giữ; chúng tôi đang thử lại…",
    unsent: "Chưa gửi được. Nội dung của bạn vẫn được giữ: vui lòng kiểm tra kết nối rồi gửi lại.",
    busy: "Hiện có quá nhiều tin nhắn. Nội dung của bạn vẫn được giữ: vui lòng thử lại sau vài phút.",
    refused: "Không gửi được từ trang này.",
    large: "Quá lớn để gửi: tất cả các tệp cộng lại tối đa 4 MB",
  },
};

const shipped: Readonly<Record<string, Words>> = { en, vi };

/** The words of a form. */
export interface Spoken {
  readonly words: Words;
  /** Their language, where it is not that of the form: for the attribute `lang`. */
  readonly lang: string | undefined;
}

/** The words of a language; English where it does not ship. */
export function wordsIn(language: string): Spoken {
  const words = shipped[language];
  return words === undefined ? { words: en, lang: "en" } : { words, lang: undefined };
}
