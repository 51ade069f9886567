import { deadLetter } from "../dead-letter/dead-letter.ts";
import { type Sentences, taleOf } from "./sentences.ts";

const deadLetters: Sentences<typeof deadLetter.events> = {
  "dead-letter.discarded": ({ reaction, event, message, type, reason }) =>
    `Đã bỏ ${reaction} sau ${event ?? message} (${type ?? "không phải sự kiện"}): ${reason}`,
};

/** What operators do, told in Vietnamese. */
export const viOperating = [taleOf(deadLetter, deadLetters)];
