import type { StageWithActions } from "../kernel/verbs.ts";
import { discardDeadLetter } from "./actions.ts";
import { deadLetter } from "./dead-letter.ts";

/** All that may be asked of a dead letter. */
export const deadLetters: StageWithActions = { stage: deadLetter, actions: [discardDeadLetter] };
