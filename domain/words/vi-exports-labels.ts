import type { enExports } from "./en-exports.ts";

/** Vietnamese labels of exports: one that is missing does not compile. */
export const viExportsLabels: Readonly<Record<keyof typeof enExports, string>> = {
  "stage.export": "Bản xuất",
  "status.export.requested": "Đã yêu cầu",
  "status.export.running": "Đang xuất",
  "status.export.done": "Đã xong",
  "status.export.failed": "Thất bại",
  "status.export.cancelled": "Đã hủy",
  "action.export.request": "Yêu cầu xuất",
  "action.export.cancel": "Hủy",
  "field.after": "Sau",
  "field.events": "Sự kiện",
  "field.searchedTo": "Đã xem đến",
  "field.position": "Vị trí trong dòng sự kiện",
  "field.sha256": "Mã SHA-256",
  "field.types": "Loại sự kiện",
  "field.until": "Đến",
};
