/** What is said to who must confirm an address. Nothing that a visitor wrote is part of it: anybody can enter any address. */
export interface ConfirmWords {
  readonly subject: string;
  readonly mail: readonly string[];
  readonly ask: string;
  readonly button: string;
  readonly done: string;
  readonly late: string;
  readonly forged: string;
  readonly gone: string;
}

const en: ConfirmWords = {
  subject: "Please confirm your e-mail address",
  mail: [
    "Somebody, probably you, has sent this form with your e-mail address:",
    "{form}",
    "If it was you, please open this page and press the button there:",
    "{link}",
    "The link is good for 7 days. If it was not you, there is nothing to do: nothing happens without it.",
  ],
  ask: "Did you send this form? Please confirm that this e-mail address is yours.",
  button: "Yes, that was me",
  done: "Thank you. Your address is confirmed, and your message is on its way.",
  late: "This link is no longer good: it was for 7 days. Please send the form again.",
  forged: "This link is not complete. Please open it from the e-mail once more.",
  gone: "There is nothing to confirm here any more.",
};

const vi: ConfirmWords = {
  subject: "Vui lòng xác nhận địa chỉ e-mail của bạn",
  mail: [
    "Có người, có lẽ là bạn, đã gửi biểu mẫu này với địa chỉ e-mail của bạn:",
    "{form}",
    "Nếu đúng là bạn, vui lòng mở trang sau và nhấn nút ở đó:",
    "{link}",
    "Liên kết có hiệu lực trong 7 ngày. Nếu không phải bạn, bạn không cần làm gì: sẽ không có gì xảy ra.",
  ],
  ask: "Bạn đã gửi biểu mẫu này? Vui lòng xác nhận địa chỉ e-mail này là của bạn.",
  button: "Đúng, tôi đã gửi",
  done: "Cảm ơn bạn. Địa chỉ đã được xác nhận và tin nhắn của bạn đang được chuyển đi.",
  late: "Liên kết này đã hết hạn sau 7 ngày. Vui lòng gửi lại biểu mẫu.",
  forged: "Liên kết này không đầy đủ. Vui lòng mở lại từ e-mail.",
  gone: "Không còn gì cần xác nhận ở đây.",
};

/** The words of a language: English where it does not ship. */
export function confirmWords(language: string): ConfirmWords {
  return language === "vi" ? vi : en;
}
