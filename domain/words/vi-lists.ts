import { leadImport } from "../import/import.ts";
import type { Counts } from "../import/layout.ts";
import { type Sentences, taleOf } from "./sentences.ts";
import { viBecause, viFieldsOf } from "./vi-phrases.ts";

const told = ({ new: fresh, merged, held, rejected }: Counts) =>
  `${fresh} mới, ${merged} đã biết, ${held} giữ lại, ${rejected} từ chối`;

const lists: Sentences<typeof leadImport.events> = {
  "import.created": ({ fileName }) => `Đã mở danh sách ${fileName}`,
  "import.mapped": ({ columns, encoding }) => `Đã phân tích danh sách: ${columns.length} cột, ${encoding}`,
  "import.changed": (data, voice) => `Đã sửa danh sách: ${viFieldsOf("import", data, voice)}`,
  "import.check-started": ({ nth }) => `Bắt đầu kiểm tra lần ${nth}`,
  "import.progressed": ({ phase, from, next }) =>
    `${phase === "check" ? "Đã kiểm tra" : "Đã nhập"} dòng ${from.row} đến ${next.row - 1}`,
  "import.checked": ({ rows, counts }) => `Đã kiểm tra ${rows} dòng: ${told(counts)}`,
  "import.started": ({ rows }) => `Bắt đầu nhập ${rows} dòng`,
  "import.done": ({ rows, counts }) => `Đã nhập ${rows} dòng: ${told(counts)}`,
  "import.failed": ({ message }) => `Danh sách thất bại: ${message}`,
  "import.cancelled": ({ note }) => `Đã hủy danh sách${viBecause(note)}`,
};

/** What happens to lists, told in Vietnamese. */
export const viLists = [taleOf(leadImport, lists)];
