import type { enOperating } from "./en-operating.ts";

/** Vietnamese labels of what operators do: one that is missing does not compile. */
export const viOperatingLabels: Readonly<Record<keyof typeof enOperating, string>> = {
  "stage.dead-letter": "Việc không xử lý được",
  "status.dead-letter.discarded": "Đã bỏ",
  "field.dead-letter.content": "Nội dung thông điệp",
  "field.event": "Sự kiện",
  "field.reaction": "Phản ứng",
  "field.record": "Bản ghi",
  "field.tries": "Số lần thử",
};
