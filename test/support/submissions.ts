import * as z from "zod";
import { capture, CAPTURE } from "../../domain/capture/capture.ts";
import { shippedPolicy } from "../../domain/capture/policy.ts";
import { lead } from "../../domain/lead/lead.ts";
import { enterSubmission } from "../../domain/submission/actions.ts";
import { submission } from "../../domain/submission/submission.ts";
import { type Circumstances, given, other } from "./given.ts";
import type { Past } from "./lives.ts";

/** Somebody who writes. */
export const ann = { firstName: "Ann", lastName: "Berg", email: "ann@tea.example", company: "Tea House" };
/** The lead that is there before. */
export const LEAD = "lea_0000000007";

/** Something that happened. */
export const past = (type: string, data: Past["data"]): Past => ({ type, data });
/** The lead of somebody, with what happened to it. */
export const someone = (fields: object, ...then: Past[]) =>
  other(lead, LEAD, past("lead.captured", { topic: "Tea", ...fields }), ...then);
/** Rules of capture that differ from those that ship. */
export const rules = (rule: object) =>
  other(capture, CAPTURE, past("capture.changed", { after: { ...shippedPolicy, ...rule } }));
/** Lets something come in. */
export const enter = (intake: object, circumstances: Circumstances = {}) =>
  given(submission).when(enterSubmission, { source: "web", fields: ann, ...intake }, circumstances);
const Reasons = z.object({ reasons: z.array(z.object({ code: z.string() })) });
/** Why a submission has its verdict, in codes. */
export const codes = (record: unknown) => Reasons.parse(record).reasons.map(({ code }) => code);
/** A mail of hers. */
export const mail = { from: "ann@tea.example", messageId: "<2@x>", authentic: true };
