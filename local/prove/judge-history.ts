import type { Found } from "../../domain/audit/finding.ts";
import type { History, Violation } from "./history.ts";
import { judgeCommands } from "./judge-commands.ts";
import { judgeCommits } from "./judge-commits.ts";
import { judgeEnd, stuckDeals } from "./judge-end.ts";
import { FEEDER, judgeFeed } from "./judge-feed.ts";
import { judgeIntake } from "./judge-intake.ts";
import { judgeFlow } from "./judge-flow.ts";
import { judgeItems } from "./judge-items.ts";
import { judgeRecords, soundOf } from "./judge-records.ts";
import { judgeWebhooks } from "./judge-webhooks.ts";
import { type Ledger, ledgerOf } from "./ledger.ts";

/** The deal of whatever a finding is about: a record, a command, an item. */
function dealFinder(ledger: Ledger): (record: string) => string {
  const deals = new Map(soundOf(ledger).map(({ stored }) => [stored.id, stored.deal]));
  for (const { record, deal } of ledger.events.values()) if (!deals.has(record)) deals.set(record, deal);
  return (record) => deals.get(record) ?? deals.get(ledger.proofs.get(record)?.id ?? "") ?? "";
}

/** Whether the run was one of a system with a feed. */
const isFed = ({ delivered }: History, { feed }: Ledger) =>
  feed.length > 0 || delivered.some(({ queue }) => queue === FEEDER);

/** Judges all that must hold, I1 to I9: nothing when all is well. */
export function judgeHistory(history: History): Violation[] {
  const ledger = ledgerOf(history.items);
  const dealOf = dealFinder(ledger);
  const stuck = stuckDeals(history, ledger);
  const found: readonly Found[] = [
    ...judgeCommits(ledger),
    ...judgeCommands(history.commands, ledger),
    ...judgeFlow(history, ledger),
    ...judgeItems(ledger),
    ...judgeIntake(history, ledger),
    ...(isFed(history, ledger) ? judgeFeed(ledger) : []),
    ...judgeWebhooks(history, ledger),
    ...judgeEnd(history, ledger),
  ];
  const all = [...found.map((each) => ({ ...each, deal: dealOf(each.record) })), ...judgeRecords(ledger)];
  // What does not follow because a message is among the dead letters is told there.
  const told = all.filter(({ waits, deal }) => waits !== true || !stuck.has(deal));
  return told.sort((a, b) => (a.invariant < b.invariant ? -1 : a.invariant > b.invariant ? 1 : 0));
}
