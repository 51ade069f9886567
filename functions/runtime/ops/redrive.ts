import { SendMessageCommand } from "@aws-sdk/client-sqs";
import { aboutOf } from "./content.ts";
import { type DeadLetter, eachDeadLetter, removeDeadLetter } from "./dead-letters.ts";
import type { Ops } from "./ops.ts";
import { paced } from "./pacer.ts";

/** Which dead letters are meant: those that fit all that is said; all of them when nothing is. */
export interface Which {
  readonly message?: string | undefined;
  readonly event?: string | undefined;
  readonly reaction?: string | undefined;
  readonly record?: string | undefined;
  readonly deal?: string | undefined;
}

/** What became of one of them. */
export interface Redriven {
  readonly reaction: string;
  readonly message: string;
  readonly event?: string;
  readonly record?: string;
  readonly result: "put back" | "put back, and still a dead letter" | "failed" | "no queue";
  /** Why, when it is not simply back. */
  readonly why?: string;
}

/** Whether a dead letter is meant. */
export function isMeant({ line, id, content }: DeadLetter, which: Which): boolean {
  const about = aboutOf(content);
  const has: Which = {
    message: id,
    reaction: line.name,
    event: about.event,
    record: about.record,
    deal: about.deal,
  };
  const asked = ["message", "event", "reaction", "record", "deal"] as const;
  return asked.every((name) => which[name] === undefined || which[name] === has[name]);
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message || error.name : String(error));

const NO_QUEUE =
  "Nothing can be put back here: what the stream gave up is in the journal, and the sweeper publishes it";

/**
 * Puts a dead letter back into its queue first and removes it then. Who dies in between leaves it in both: it is then
 * done twice, and the receipt makes the second time harmless.
 */
async function putBack({ queues }: Ops, letter: DeadLetter): Promise<Pick<Redriven, "result" | "why">> {
  const { line, body } = letter;
  if (line.queue === undefined) return { result: "no queue", why: NO_QUEUE };
  try {
    await queues.send(new SendMessageCommand({ QueueUrl: line.queue, MessageBody: body }));
  } catch (error) {
    return { result: "failed", why: messageOf(error) };
  }
  try {
    await removeDeadLetter(queues, letter);
    return { result: "put back" };
  } catch (error) {
    return { result: "put back, and still a dead letter", why: messageOf(error) };
  }
}

/** At one message a second each line may wait for its turn while all others take theirs. */
const REDRIVE_SECONDS = 600;

/** Puts the dead letters that are meant back into their queues, so many a second over all lines; tells of each as it goes. */
export async function redrive(
  ops: Ops,
  which: Which,
  perSecond: number,
  tell: (one: Redriven) => void,
): Promise<void> {
  const turn = paced(perSecond);
  async function one(letter: DeadLetter): Promise<string[]> {
    await turn();
    const { event, record } = aboutOf(letter.content);
    const outcome = await putBack(ops, letter);
    tell({
      reaction: letter.line.name,
      message: letter.id,
      ...(event !== undefined && { event }),
      ...(record !== undefined && { record }),
      ...outcome,
    });
    return outcome.result === "put back" ? [letter.id] : [];
  }
  async function ofPage(page: readonly DeadLetter[]): Promise<string[]> {
    const gone: string[] = [];
    for (const letter of page) if (isMeant(letter, which)) gone.push(...(await one(letter)));
    return gone;
  }
  const lines = ops.place.lines.filter(({ name }) => which.reaction === undefined || which.reaction === name);
  await Promise.all(lines.map((line) => eachDeadLetter(ops, line, ofPage, REDRIVE_SECONDS)));
}
