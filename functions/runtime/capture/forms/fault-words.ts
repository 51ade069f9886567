import type { FieldError, FieldFault } from "../../../../domain/form/posted.ts";

type Words = Readonly<Record<FieldFault | "many", string>>;

const en: Words = {
  required: "Please fill this in",
  "too-long": "Please write at most {most} characters",
  "not-text": "This contains characters that cannot be stored",
  email: "Please enter an e-mail address such as ann@example.com",
  url: "Please enter a web address such as https://example.com",
  number: "Please enter a number",
  date: "Please enter a date such as 2026-11-23",
  choice: "Please choose one of the options",
  several: "Please enter at most {most}",
  "too-many": "Please attach at most {most} files",
  "file-too-large": "The file is too large: at most {most} MB",
  "no-file": "No file can be sent here",
  consent: "Please agree to send the form",
  "consent-changed": "This text has changed meanwhile: please read it and agree again",
  captcha: "We could not check that you are not a machine: please try again",
  many: "There are too many messages at the moment: please try again in a few minutes",
};

const vi: Words = {
  required: "Vui lòng điền mục này",
  "too-long": "Vui lòng viết tối đa {most} ký tự",
  "not-text": "Mục này có ký tự không lưu được",
  email: "Vui lòng nhập địa chỉ e-mail, ví dụ lan@example.com",
  url: "Vui lòng nhập địa chỉ web, ví dụ https://example.com",
  number: "Vui lòng nhập một số",
  date: "Vui lòng nhập ngày, ví dụ 2026-11-23",
  choice: "Vui lòng chọn một trong các lựa chọn",
  several: "Vui lòng nhập tối đa {most}",
  "too-many": "Vui lòng đính kèm tối đa {most} tệp",
  "file-too-large": "Tệp quá lớn: tối đa {most} MB",
  "no-file": "Không thể gửi tệp ở đây",
  consent: "Vui lòng đồng ý để gửi biểu mẫu",
  "consent-changed": "Nội dung này đã thay đổi: vui lòng đọc và đồng ý lại",
  captcha: "Chúng tôi chưa xác nhận được bạn không phải là máy: vui lòng thử lại",
  many: "Hiện có quá nhiều tin nhắn: vui lòng thử lại sau vài phút",
};

const wordsIn = (language: string) => (language === "vi" ? vi : en);

/** What is wrong with one field, in words for its visitor. */
export function faultText({ fault, most }: FieldError, language: string): string {
  return wordsIn(language)[fault].replace("{most}", String(most ?? 1));
}

/** That too many came. */
export function tooManyText(language: string): string {
  return wordsIn(language).many;
}
