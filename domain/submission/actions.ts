import * as z from "zod";
import { policyRef } from "../capture/capture.ts";
import { accept } from "../kernel/decision.ts";
import { type Refusal, refuse } from "../kernel/refusal.ts";
import { Hint, type Intake, Intake as IntakeSchema, intake, reading, StoredFile } from "./intake.ts";
import { judge } from "./judge.ts";
import type { Verdict } from "./verdict.ts";
import { moreOf } from "./known.ts";
import { submission } from "./submission.ts";

/** What a record came in as. */
function intakeOf(record: object): Intake {
  return IntakeSchema.parse(record);
}

/** The same decision with something that happened before it. */
function after(first: Verdict["events"][number], { events, ...decision }: Verdict): Verdict {
  return { ...decision, events: [first, ...events] };
}

const Input = z.strictObject(intake);

/** So that its events, with the verdict and its reasons, always find a place. */
const MOST_BYTES = 200_000;

function tooLarge(data: Intake): Refusal | undefined {
  const size = new TextEncoder().encode(JSON.stringify(data)).length;
  if (size <= MOST_BYTES) return undefined;
  const message = `What came in is too large: ${size} bytes, at most ${MOST_BYTES} are possible beside files`;
  return refuse("too_large", message, { details: { size, limit: MOST_BYTES } });
}

/** What comes in before anybody has looked at it; the reaction that follows decides. */
export const receiveSubmission = submission.action("receive", {
  summary: "Keep what came in, as it came",
  roles: [],
  from: ["none"],
  input: Input,
  decide: (_, data) => tooLarge(data) ?? accept({ type: "submission.received", data }),
});

/** What comes in from a source that has kept and read it already: received and decided in one. */
export const enterSubmission = submission.action("enter", {
  summary: "Keep what came in, with the verdict on it",
  roles: [],
  from: ["none"],
  input: Input.extend({ hint: Hint.optional() }),
  reads: () => [policyRef],
  more: (_, { hint: __, ...data }, known) => moreOf(data, known),
  decide: (record, { hint, ...data }, facts) =>
    tooLarge(data) ?? after({ type: "submission.received", data }, judge(record.id, data, { hint }, facts)),
});

const Reading = z.strictObject(reading);

/** What was received before is decided on; what was read meanwhile is added. */
export const decideSubmission = submission.action("decide", {
  summary: "Decide what becomes of a submission",
  roles: [],
  from: ["received"],
  input: z.strictObject({ reading: Reading.optional(), hint: Hint.optional() }),
  reads: () => [policyRef],
  more: (record, { reading: read }, known) => moreOf({ ...intakeOf(record), ...read }, known),
  decide(record, { reading: read, hint }, facts) {
    const whole = { ...intakeOf(record), ...read };
    const refusal = tooLarge(whole);
    if (refusal !== undefined) return refusal;
    const decision = judge(record.id, whole, { hint }, facts);
    return read === undefined ? decision : after({ type: "submission.read", data: read }, decision);
  },
});

/** The sender has confirmed by mail that the address is theirs (double opt-in). */
export const confirmSubmission = submission.action("confirm", {
  summary: "Confirm that the address belongs to who wrote",
  roles: [],
  from: ["held"],
  input: z.strictObject({}),
  reads: () => [policyRef],
  more: (record, _, known) => moreOf(intakeOf(record), known),
  decide(record, _, facts) {
    if (!record.reasons.some(({ code }) => code === "awaiting-confirmation")) return accept([]);
    const decision = judge(record.id, intakeOf(record), { cleared: { code: "confirmed" } }, facts);
    return after({ type: "submission.confirmed", data: {} }, decision);
  },
});

/** The very same came again: nothing new follows, but it is not dropped in silence either. */
export const repeatSubmission = submission.action("repeat", {
  summary: "Note that the same came again",
  roles: [],
  from: ["received", "held", "spam", "rejected", "accepted", "merged"],
  input: z.strictObject({ raw: StoredFile.optional() }),
  decide: (_, { raw }) => accept({ type: "submission.repeated", data: { raw } }),
});
