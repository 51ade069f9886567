import { Intake } from "../../../../domain/submission/intake.ts";
import { claimsOf, personOf } from "../../../../domain/submission/known.ts";
import { submission } from "../../../../domain/submission/submission.ts";
import type { World } from "../../ask.ts";
import { readRecord } from "../../items.ts";
import { recordKey } from "../../keys.ts";
import { perform } from "../../perform.ts";
import type { RowResult } from "./results.ts";
import { resultOf, type RowCommand } from "./row-command.ts";

/** A row that was taken in before says so by the submission that it is. */
async function already(command: RowCommand, { journal }: World): Promise<RowResult> {
  const [item] = await journal.load([recordKey(submission.name, command.ask.id)]);
  if (item === undefined) throw new Error(`Row ${command.row} is neither taken in nor can it be`);
  return resultOf(command, readRecord(item).state);
}

async function take(command: RowCommand, world: World): Promise<RowResult> {
  const outcome = await perform(command.ask, world);
  if (outcome.ok) return resultOf(command, outcome.record);
  if (outcome.code === "wrong_state" || outcome.code === "conflict") return already(command, world);
  throw new Error(`Row ${command.row} of ${command.ask.actor.id} was refused: ${outcome.message}`);
}

const Sent = Intake.pick({ source: true, fields: true, contentHash: true });

/** Takes rows in at the same time, each once however often it is asked; rows of one address or number, and equal ones, in their order, so that the first of them makes the lead. */
export function takeRows(commands: readonly RowCommand[], world: World): Promise<RowResult[]> {
  const turns = new Map<string, Promise<unknown>>();
  return Promise.all(
    commands.map((command) => {
      const sent = Sent.parse(command.ask.input);
      const keys = claimsOf(personOf(sent, world.settings.country), sent);
      const mine = Promise.all(keys.flatMap((key) => turns.get(key) ?? [])).then(() => take(command, world));
      for (const key of keys) turns.set(key, mine);
      return mine;
    }),
  );
}
