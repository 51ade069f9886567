import type { Process, ProcessBook } from "../kernel/process.ts";

const reason = (code: string, en: string, vi: string) => ({ code, label: { en, vi } });

const reasons: Process["reasons"] = {
  "lead.disqualify": [
    reason("lost", "Lost", "Đã mất"),
    reason("cannot-contact", "Cannot contact", "Không liên lạc được"),
    reason("no-longer-interested", "No longer interested", "Không còn quan tâm"),
    reason("cancelled", "Cancelled", "Đã hủy"),
  ],
  "opportunity.lose": [
    reason("cancelled", "Cancelled", "Đã hủy"),
    reason("out-sold", "Out-sold", "Thua đối thủ"),
    reason("price", "Price", "Giá"),
    reason("no-decision", "No decision", "Không quyết định"),
    { ...reason("other", "Other", "Khác"), needsNote: true },
  ],
};

/** No step is asked for. */
const lean: Process = {
  reasons,
  steps: {},
  tolerance: { overDeliveryPercent: "0" },
  invoicing: "on-fulfilment",
  depositPercent: "0",
  numbers: { invoice: "INV-{year}-{seq:6}", creditNote: "CN-{year}-{seq:6}" },
  create: { account: "ask", contact: "ask", opportunity: "ask" },
};

const step = (id: string, field: string, en: string, vi: string) => ({ id, field, label: { en, vi } });

/** As in Dynamics 365 Sales: Qualify, Develop, Propose, Close. */
const standard: Process = {
  ...lean,
  steps: {
    qualify: [
      step("timeframe", "timeframe", "Purchase timeframe", "Thời gian mua"),
      step("budget", "budget", "Budget", "Ngân sách"),
      step("purchase-process", "purchaseProcess", "Purchase process", "Quy trình mua hàng"),
      step("decision-maker", "decisionMaker", "Decision maker", "Người quyết định"),
    ],
    develop: [
      step("need", "need", "Customer need", "Nhu cầu của khách hàng"),
      step("proposed-solution", "proposedSolution", "Proposed solution", "Giải pháp đề xuất"),
    ],
  },
};

/** The processes that Salesline ships: version 0, for as long as nobody has changed them. */
export const shippedBook: ProcessBook = {
  processes: { default: standard, lean },
  choose: [],
  fallback: "default",
};
