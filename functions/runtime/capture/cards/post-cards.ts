import { type Refusal, refuse } from "../../../../domain/kernel/refusal.ts";
import type { World } from "../../ask.ts";
import { authorise } from "../../caller.ts";
import { commandIdOf } from "../../conditions.ts";
import { type Answer, edge, type HttpEvent, type HttpHandler, json } from "../../edge.ts";
import { type IntakeBucket, openIntakeBucket } from "../../intake-bucket.ts";
import { traceId } from "../../trace.ts";
import { openWorld } from "../../world.ts";
import type { Entry } from "./entry.ts";
import { sortFiles } from "./sort.ts";
import { Taking } from "./take.ts";
import { uploadOf } from "./upload.ts";

/** When nothing at all was taken, the request is refused for what is wrong with its first card. */
function nothingTaken(entries: readonly Entry[]): Refusal | undefined {
  const [first] = entries;
  if (entries.some(({ submission }) => submission !== undefined) || first?.error === undefined)
    return undefined;
  const { code, detail } = first.error;
  if (code === "fault") throw new Error("None of the cards could be taken in");
  return refuse(code, detail, { details: { cards: entries } });
}

async function answer(event: HttpEvent, world: World, bucket: IntakeBucket): Promise<Answer | Refusal> {
  const caller = authorise(event, ["sales"]);
  if (!caller.ok) return caller;
  const command = commandIdOf(event, caller.id);
  if (!command.ok) return command;
  const upload = await uploadOf(event);
  if (!upload.ok) return upload;
  const files = sortFiles(upload.files);
  if (!files.ok) return files;
  const sender = { commandId: command.id, owner: caller.id, traceId: traceId() };
  const taking = new Taking(upload, sender, world, bucket);
  for (const [nth, file] of files.sorted.entries()) {
    const refusal = await taking.take(file, nth);
    if (refusal !== undefined) return refusal;
  }
  return nothingTaken(taking.entries) ?? json(202, { cards: taking.entries });
}

/**
 * The Lambda function of POST /cards: keeps each file as it came, then decides on what is text at once; photos are read
 * afterwards. One card that cannot be taken is not the end of the others.
 */
export function postCards(): HttpHandler {
  const world = openWorld();
  const bucket = openIntakeBucket();
  return edge("cards.post", (event) => answer(event, world, bucket));
}
