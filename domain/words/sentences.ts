import type * as z from "zod";
import type { Envelope } from "../kernel/event.ts";
import type { EventDefs, Stage } from "../kernel/stage.ts";
import type { Voice } from "./voice.ts";

/** One sentence for each event of a stage: leave one out and it does not compile. */
export type Sentences<E extends EventDefs> = {
  readonly [K in keyof E & string]: (data: z.output<E[K]["data"]>, voice: Voice) => string;
};

/** The sentences of one stage; undefined for an event that is not the stage's own, such as how a record is handled. */
export interface Tale {
  readonly stage: string;
  tell(event: Envelope, voice: Voice): string | undefined;
}

/** What is told of a stage in a language. */
export function taleOf<R extends { status: string }, E extends EventDefs>(
  home: Stage<R, E>,
  sentences: Sentences<E>,
): Tale {
  const told = new Map<string, (event: Envelope, voice: Voice) => string>();
  function add<K extends keyof E & string>(type: K, say: Sentences<E>[K] | undefined) {
    if (say === undefined) return;
    told.set(type, (event, voice) => say(home.readEvent(type, event).data, voice));
  }
  for (const type in sentences) add(type, sentences[type]);
  return { stage: home.name, tell: (event, voice) => told.get(event.type)?.(event, voice) };
}
