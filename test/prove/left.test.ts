import { expect, test } from "vitest";
import { leftBehind } from "../../local/prove/after/left.ts";

test("a dead letter that is left is named by its consumer and by what it is about, or by how it begins", () => {
  const letter = { webhook: "whk_0000000001", position: 4, type: "quote.sent", event: "quo_1#3" };
  const dead = [
    { queue: "append-feed", body: JSON.stringify({ detail: { type: "lead.captured", id: "lea_1#1" } }) },
    { queue: "webhook-delivery", body: JSON.stringify(letter) },
    { queue: "lane", body: JSON.stringify({ lane: "whk_0000000001" }) },
    { queue: "note-apart", body: "no JSON".repeat(100) },
  ];
  expect(leftBehind([])).toEqual([]);
  expect(leftBehind(dead)).toEqual([
    "append-feed has given up lead.captured lea_1#1",
    "webhook-delivery has given up quote.sent quo_1#3",
    'lane has given up {"lane":"whk_0000000001"}',
    `note-apart has given up ${"no JSON".repeat(100).slice(0, 160)}`,
  ]);
});
