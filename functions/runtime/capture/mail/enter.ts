import { enterSubmission, repeatSubmission } from "../../../../domain/submission/actions.ts";
import { type Hint, Intake, type StoredFile } from "../../../../domain/submission/intake.ts";
import type { World } from "../../ask.ts";
import { readRecord } from "../../items.ts";
import { fedKey, receiptKey, recordKey } from "../../keys.ts";
import { logger } from "../../log.ts";
import { perform } from "../../perform.ts";
import { submissionIdOf } from "../submission-id.ts";

const actor = { type: "source", id: "email" } as const;

/** A mail that is ready to become a submission. */
export interface ReadyMail {
  /** The name of the object that it lies in. */
  readonly name: string;
  readonly ids: readonly [string, ...string[]];
  readonly raw: StoredFile;
  readonly intake: Intake;
  readonly hint: Hint | undefined;
  readonly traceId: string;
}

/** A mail that could not be entered: it is tried again. */
export class MailNotEntered extends Error {
  override readonly name = "MailNotEntered";
}

async function stored(id: string, { journal }: World): Promise<Intake | undefined> {
  const [item] = await journal.load([recordKey("submission", id)]);
  return item === undefined ? undefined : Intake.parse(readRecord(item).state);
}

/** The commands that enter a mail, and that note it as having come again: the same object is the same mail. */
const commandOf = (id: string, { name }: Pick<ReadyMail, "name">) => `mail:${name}:${id}`;
const againOf = (id: string, { name }: Pick<ReadyMail, "name">) => `mail-again:${name}:${id}`;

/** Enters it under this id; "taken" when there is a submission of that id. */
async function enterAs(id: string, ready: ReadyMail, world: World): Promise<"entered" | "taken"> {
  const { raw, intake, hint, traceId } = ready;
  const ask = (input: unknown) =>
    perform({ action: enterSubmission, id, input, commandId: commandOf(id, ready), actor, traceId }, world);
  let outcome = await ask({ ...intake, raw, hint });
  if (!outcome.ok && (outcome.code === "invalid_input" || outcome.code === "too_large")) {
    // What was read of it does not fit: the mail itself is kept all the same, and a person looks at it.
    logger.error("mail does not fit", { submission: id, code: outcome.code, message: outcome.message });
    const { source, contentHash } = intake;
    const why = { code: "unreadable" as const, detail: outcome.message.slice(0, 500) };
    outcome = await ask({ source, contentHash, raw, hint: { verdict: "held", reasons: [why] } });
  }
  if (outcome.ok) return "entered";
  // The same command with another reading: it was done before by an older version of this function.
  if (outcome.code === "conflict") return "entered";
  if (outcome.code === "wrong_state") return "taken";
  throw new MailNotEntered(`${raw.key} as ${id}: ${outcome.code} ${outcome.message}`);
}

async function repeat(id: string, ready: ReadyMail, world: World): Promise<void> {
  const { raw, traceId } = ready;
  const commandId = againOf(id, ready);
  const outcome = await perform(
    { action: repeatSubmission, id, input: { raw }, commandId, actor, traceId },
    world,
  );
  if (!outcome.ok) throw new MailNotEntered(`${raw.key} again as ${id}: ${outcome.code} ${outcome.message}`);
}

/** What became of a submission that the feed knows and nobody else does any more: this very mail was erased, or another one that had its id. */
async function erasedAs(
  id: string,
  ready: ReadyMail,
  { journal }: World,
): Promise<"it" | "another" | undefined> {
  const [record, fed, ...receipts] = await journal.load([
    recordKey("submission", id),
    fedKey("submission", id),
    receiptKey(commandOf(id, ready)),
    receiptKey(againOf(id, ready)),
  ]);
  if (record !== undefined || fed === undefined) return undefined;
  return receipts.some((receipt) => receipt !== undefined) ? "it" : "another";
}

/** Makes a mail one submission: what is there already is only noted as having come again. */
export async function enterMail(ready: ReadyMail, world: World): Promise<void> {
  const { raw, intake } = ready;
  // Under the id of what was erased nothing could follow: what follows from its events was done once.
  const ids = [...ready.ids, submissionIdOf("object", raw.key)];
  for (const id of ids) {
    const erased = await erasedAs(id, ready, world);
    if (erased === "it") {
      logger.warn("mail was erased", { submission: id, key: raw.key });
      return;
    }
    if (erased === "another") continue;
    if ((await enterAs(id, ready, world)) === "entered") {
      logger.info("mail entered", { submission: id, key: raw.key });
      return;
    }
    const there = await stored(id, world);
    // The message of the queue came twice.
    if (there?.raw?.key === raw.key) return;
    const isSame = there?.contentHash !== undefined && there.contentHash === intake.contentHash;
    if (isSame || id === ready.ids.at(-1)) return repeat(id, ready, world);
    // A message id that another mail has had before: never taken for the same.
  }
}
