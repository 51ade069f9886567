import * as z from "zod";
import type { RecordAnswer } from "../../client/answers.ts";
import type { Person } from "../../client/client.ts";

const Accepted = z.object({ lead: z.string() });
const Merged = z.object({ into: z.object({ stage: z.literal("lead"), id: z.string() }) });

/** The lead that a submission has become, or that it went into. */
const leadOf = (submission: RecordAnswer): string => {
  const accepted = Accepted.safeParse(submission);
  return accepted.success ? accepted.data.lead : Merged.parse(submission).into.id;
};

/** Whether it is one person's turn to look at a submission. */
const isHeld = ({ status }: RecordAnswer) => status === "held" || status === "spam";
const isDone = ({ status }: RecordAnswer) => status === "accepted" || status === "merged";

/** Waits until a submission has become a lead, or part of one; what is held is let through, as a person would. The lead. */
export const captured = async (sales: Person, id: string): Promise<string> => {
  const path = `/submissions/${id}`;
  const first = await sales.until(path, (found) => isDone(found) || isHeld(found));
  if (isHeld(first)) await sales.ask("POST", `${path}/release`, {});
  const lead = leadOf(await sales.until(path, isDone));
  await sales.until(`/leads/${lead}`);
  return lead;
};

/** All of these were sent by one person: they have one lead. */
export const oneLead = async (sales: Person, submissions: readonly string[]): Promise<string> => {
  const leads = new Set(await Promise.all(submissions.map((id) => captured(sales, id))));
  const [lead, ...more] = leads;
  if (lead === undefined || more.length > 0) throw new Error(`One person became ${[...leads].join(" and ")}`);
  return lead;
};
