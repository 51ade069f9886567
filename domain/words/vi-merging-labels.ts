import type { enMerging } from "./en-merging.ts";

/** Vietnamese labels of leads that are merged: one that is missing does not compile. */
export const viMergingLabels: Readonly<Record<keyof typeof enMerging, string>> = {
  "status.lead.merged": "Đã gộp",
  "action.lead.merge": "Gộp",
  "action.lead.not-duplicate": "Không trùng lặp",
  "field.also": "Địa chỉ và số khác",
  "field.intoDeal": "Trong thương vụ",
  "field.mergedLeads": "Khách tiềm năng đã gộp vào",
};
