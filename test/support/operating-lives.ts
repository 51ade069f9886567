import type { Past } from "./lives.ts";

const discarded: Past = {
  type: "dead-letter.discarded",
  data: {
    reaction: "issue-invoice",
    event: "ord_0000000001#4",
    type: "order.billed",
    record: "ord_0000000001",
    tries: 5,
    reason: "Billed by hand",
  },
};

/** How a dead letter comes to its status. */
export const operatingLives: Readonly<Record<string, Readonly<Record<string, readonly Past[]>>>> = {
  "dead-letter": { none: [], discarded: [discarded] },
};
