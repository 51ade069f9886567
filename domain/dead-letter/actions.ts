import * as z from "zod";
import { accept } from "../kernel/decision.ts";
import { DeadLetterFields, deadLetter } from "./dead-letter.ts";

/** Only an operator asks, who sees the dead letters: there is no route. */
export const discardDeadLetter = deadLetter.action("discard", {
  summary: "Put away what a reaction could not do and nobody needs any more",
  roles: [],
  from: ["none"],
  input: z.strictObject(DeadLetterFields.shape),
  decide: (_, data) => accept({ type: "dead-letter.discarded", data }),
});
