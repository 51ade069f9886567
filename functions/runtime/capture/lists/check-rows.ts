import type { Done } from "../../../../domain/kernel/action.ts";
import { Intake } from "../../../../domain/submission/intake.ts";
import { personOf } from "../../../../domain/submission/known.ts";
import { submission } from "../../../../domain/submission/submission.ts";
import type { World } from "../../ask.ts";
import { rehearse, type Rehearsal } from "../../rehearse.ts";
import type { RowResult } from "./results.ts";
import { resultOf, type RowCommand } from "./row-command.ts";
import { newLeadOf, type SameList } from "./same-list.ts";

function known(command: RowCommand, done: Done, earlier: SameList, country: string): RowResult {
  const { submission: _, ...result } = resultOf(command, submission.record.parse(done.state));
  const fresh = newLeadOf(done);
  const sameAsRow = fresh === undefined ? earlier.rowOf(result.lead) : undefined;
  if (fresh !== undefined) {
    earlier.add(
      command.row,
      fresh,
      personOf(Intake.pick({ fields: true }).parse(command.ask.input), country),
    );
  }
  return { ...result, ...(sameAsRow !== undefined && { sameAsRow }) };
}

function decided(
  command: RowCommand,
  rehearsal: Rehearsal,
  earlier: SameList,
  { settings }: World,
): RowResult {
  const done = rehearsal.decide(earlier.among(rehearsal.loaded));
  if (!done.ok) throw new Error(`Row ${command.row} cannot be checked: ${done.message}`);
  return known(command, done, earlier, settings.country);
}

/** What would become of rows, in their order: what is needed is read at the same time, and nothing is written. */
export async function checkRows(
  commands: readonly RowCommand[],
  earlier: SameList,
  world: World,
): Promise<RowResult[]> {
  const rehearsals = await Promise.all(commands.map(({ ask }) => rehearse(ask, world)));
  return rehearsals.flatMap((rehearsal, at) => {
    const command = commands[at];
    if (command === undefined) return [];
    if (!rehearsal.ok) throw new Error(`Row ${command.row} cannot be checked: ${rehearsal.message}`);
    return [decided(command, rehearsal, earlier, world)];
  });
}
