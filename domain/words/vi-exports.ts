import { dataExport } from "../export/export.ts";
import { type Sentences, taleOf } from "./sentences.ts";
import { viBecause } from "./vi-phrases.ts";

const exports: Sentences<typeof dataExport.events> = {
  "export.requested": ({ from, to }) => `Đã yêu cầu xuất các sự kiện từ ${from} đến ${to}`,
  "export.started": ({ after, until }) => `Bắt đầu xuất: cần xem ${until - after} vị trí của dòng sự kiện`,
  "export.part-written": ({ part, events }) => `Đã ghi phần ${part}: ${events} sự kiện`,
  "export.searched": ({ after, next }) => `Không có gì để xuất ở ${next - after} vị trí của dòng sự kiện`,
  "export.completed": ({ events, parts }) => `Đã xuất xong: ${events} sự kiện trong ${parts} phần`,
  "export.failed": ({ message }) => `Xuất thất bại: ${message}`,
  "export.cancelled": ({ note }) => `Đã hủy bản xuất${viBecause(note)}`,
};

/** What happens to exports, told in Vietnamese. */
export const viExports = [taleOf(dataExport, exports)];
