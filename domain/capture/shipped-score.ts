import type { ScoreRules } from "./rules.ts";

/** The rules of the score that ship: who can be reached, who may buy, who wants to. */
export const shippedScore: ScoreRules = [
  {
    id: "own-mail-domain",
    label: { en: "Writes from the company's own domain", vi: "Viết từ tên miền riêng của công ty" },
    points: 20,
    when: { mail: "own" },
  },
  {
    id: "phone",
    label: { en: "Can be called", vi: "Có thể gọi điện" },
    points: 15,
    when: { filled: ["phoneE164"] },
  },
  {
    id: "company",
    label: { en: "Names a company", vi: "Có tên công ty" },
    points: 10,
    when: { filled: ["company"] },
  },
  {
    id: "job-title",
    label: { en: "Says what their job is", vi: "Nêu chức danh" },
    points: 5,
    when: { filled: ["jobTitle"] },
  },
  {
    id: "need",
    label: { en: "Says what is needed", vi: "Nêu nhu cầu" },
    points: 10,
    when: { filled: ["need"] },
  },
  {
    id: "budget",
    label: { en: "Has a budget", vi: "Có ngân sách" },
    points: 15,
    when: { filled: ["budget"] },
  },
  {
    id: "timeframe",
    label: { en: "Says when", vi: "Nêu thời gian" },
    points: 5,
    when: { filled: ["timeframe"] },
  },
  {
    id: "enquiry",
    label: { en: "Has written to us", vi: "Đã viết cho chúng ta" },
    points: 10,
    when: { source: ["web", "email"] },
  },
  {
    id: "met",
    label: { en: "Gave a business card", vi: "Đã trao danh thiếp" },
    points: 10,
    when: { source: ["card"] },
  },
  {
    id: "known-customer",
    label: { en: "The company is known", vi: "Công ty đã biết" },
    points: 10,
    when: { filled: ["account"] },
  },
  {
    id: "wrote-again",
    label: { en: "Wrote again", vi: "Đã liên hệ lại" },
    points: 15,
    when: { touchesAtLeast: 1 },
  },
  {
    id: "wrote-often",
    label: { en: "Wrote three times or more", vi: "Đã liên hệ từ ba lần trở lên" },
    points: 10,
    when: { touchesAtLeast: 3 },
  },
];
