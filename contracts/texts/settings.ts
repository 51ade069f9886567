import type { capture } from "../../domain/capture/capture.ts";
import type { process } from "../../domain/process/process.ts";
import type { seller } from "../../domain/seller/seller.ts";
import type { Texts } from "./text.ts";

/** The company itself. */
export const sellerTexts: Texts<typeof seller> = {
  "seller.changed": {
    text: "What documents say of the selling company changed: the whole of it `before` and `after`.",
    by: ["change"],
  },
};

/** How the company sells. */
export const processTexts: Texts<typeof process> = {
  "process.changed": {
    text: "The sales processes were replaced: `before` and `after` are all of them, `before` only where both fit into one event. `seq` is the version that deals name.",
    by: ["change"],
  },
};

/** What becomes of what comes in. */
export const captureTexts: Texts<typeof capture> = {
  "capture.changed": {
    text: "The rules for what comes in changed, such as scores, teams and duplicates: the whole of them `before` and `after`.",
    by: ["change"],
  },
};
