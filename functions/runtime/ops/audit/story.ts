import { records } from "../../../../domain/stages.ts";
import type { Envelope } from "../../../../domain/kernel/event.ts";
import { told } from "../../../../domain/words/told.ts";
import { type Voice, voiceOf } from "../../../../domain/words/voice.ts";
import type { Ops } from "../ops.ts";
import { processOf } from "../../process.ts";
import { readDeal } from "./deal.ts";

function tell(event: Envelope, voice: Voice): string {
  const { id, at, type, stage, actor, causedBy } = event;
  const home = records.find(({ name }) => name === stage);
  const by = `${actor.type} ${actor.id}${causedBy === undefined ? "" : ` after ${causedBy}`}`;
  try {
    const text = home === undefined ? "" : told(event, home, voice).text;
    return `${at}  ${id}  ${type}\n    ${text} (${by})`;
  } catch {
    return `${at}  ${id}  ${type}\n    ${JSON.stringify(event.data)} (${by})`;
  }
}

/** The whole story of a deal: each of its records as it is now, and all that has happened. */
export async function storyOf(ops: Ops, deal: string): Promise<readonly string[]> {
  const { kept, events } = await readDeal(ops, deal);
  const voice = voiceOf("en", await processOf(ops.world.journal, undefined));
  return [
    `The story of ${deal}`,
    ...kept.map(
      ({ stage, stored: { id, version, state } }) =>
        `  ${stage.name} ${id}, version ${version}: ${JSON.stringify(state)}`,
    ),
    ...events.map((event) => tell(event, voice)),
  ];
}
