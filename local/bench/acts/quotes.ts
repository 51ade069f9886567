import { childId } from "../../../domain/kernel/id.ts";
import { setOpportunityLines } from "../../../domain/opportunity/actions.ts";
import { acceptQuote, reviseQuote, sendQuote, setQuoteLines } from "../../../domain/quote/actions.ts";
import { approveQuote, rejectQuote, requestApproval } from "../../../domain/quote/approval.ts";
import { changeQuote, unlockQuote } from "../../../domain/quote/change.ts";
import { draftQuote } from "../../../domain/quote/draft.ts";
import { cancelQuote, declineQuote, expireQuote } from "../../../domain/quote/end.ts";
import { assignQuote, migrateQuote, tickQuote } from "../../../domain/quote/handling.ts";
import type { Rehearse } from "../rehearsal.ts";
import type { Clock } from "../clock.ts";
import { CHECK } from "./setup.ts";

const until = { validUntil: "2999-12-31" };

/** Quotes that are not accepted. */
export const refusedQuotes = async (act: Rehearse, opportunity: string, clock: Clock): Promise<void> => {
  const { id: declined } = await act(draftQuote, { opportunity });
  await act(sendQuote, until, declined);
  await act(declineQuote, { reason: "too-dear" }, declined);
  const { id: cancelled } = await act(draftQuote, { opportunity });
  await act(cancelQuote, {}, cancelled);
  const { id: expired } = await act(draftQuote, { opportunity });
  await act(sendQuote, { validUntil: clock.today() }, expired);
  clock.pass(2);
  await act(expireQuote, {}, expired);
};

/** A quote above the limit of approval. */
export const approvedQuote = async (act: Rehearse, opportunity: string): Promise<void> => {
  const { id } = await act(draftQuote, { opportunity });
  const dear = { description: "Plant", quantity: "1", unitPrice: "9000", taxPercent: "21" };
  await act(setQuoteLines, { lines: [dear] }, id);
  await act(requestApproval, {}, id);
  await act(rejectQuote, { reason: "Ask for more" }, id);
  await act(requestApproval, {}, id);
  await act(approveQuote, {}, id);
  await act(cancelQuote, {}, id);
};

/** A quote that is accepted in its second revision; the id of its order. */
export const acceptedQuote = async (
  act: Rehearse,
  opportunity: string,
  lines: readonly object[],
): Promise<string> => {
  await act(setOpportunityLines, { lines }, opportunity);
  const { id } = await act(draftQuote, { opportunity });
  await act(setQuoteLines, { lines }, id);
  await act(changeQuote, { note: "Delivery in March" }, id);
  await act(unlockQuote, {}, id);
  await act(assignQuote, { owner: "ana" }, id);
  await act(tickQuote, { check: CHECK }, id);
  await act(sendQuote, until, id);
  await act(reviseQuote, {}, id);
  const revision = `${id}-r2`;
  const { hash } = await act(sendQuote, until, revision);
  await act(acceptQuote, { hash }, revision);
  await act(migrateQuote, { to: { name: "lean", version: 0 } }, revision);
  return childId("ord", revision);
};
