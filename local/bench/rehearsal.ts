import { flow } from "../../domain/flow.ts";
import type { Action } from "../../domain/kernel/action.ts";
import type { Envelope } from "../../domain/kernel/event.ts";
import type { Ask, World } from "../../functions/runtime/ask.ts";
import { perform } from "../../functions/runtime/perform.ts";
import type { RecordView } from "../../functions/runtime/view.ts";
import type { Cost } from "./meter.ts";

/** What one action took, once. */
export interface Measured {
  readonly action: string;
  readonly cost: Cost;
}

/** Asks for an action and does all that follows from it, here and now; `id` is the record, none for a new one. */
export type Rehearse = (action: Action, input: unknown, id?: string) => Promise<RecordView>;

const LAST = 9999;

/** A way to run actions and what follows from them in this process, one after the other; `measured` takes what each took. */
export const rehearse = (world: World, taken: () => Cost, measured: Measured[]): Rehearse => {
  let commands = 0;

  const ask = async (asked: Ask): Promise<RecordView> => {
    taken();
    const outcome = await perform(asked, world);
    if (!outcome.ok) throw new Error(`${asked.action.name} was refused: ${outcome.message}`);
    measured.push({ action: asked.action.name, cost: taken() });
    return outcome.record;
  };

  const follow = async (event: Envelope): Promise<void> => {
    for (const reaction of flow.filter(({ types }) => types.includes(event.type))) {
      const { name, action } = reaction;
      for (const { id, input } of reaction.commands(event)) {
        await done({
          action,
          id,
          input,
          commandId: `${name}@${event.id}@${id}`,
          actor: { type: "reaction", id: name },
          causedBy: event.id,
          cause: event,
          traceId: event.traceId,
        });
      }
    }
  };

  const done = async (asked: Ask): Promise<RecordView> => {
    const { name } = asked.action.home;
    const before = asked.id === undefined ? 0 : (await world.journal.events(name, asked.id, LAST)).length;
    const record = await ask(asked);
    const events = await world.journal.events(name, record.id, LAST);
    for (const event of events.slice(before)) await follow(event);
    return record;
  };

  return (action, input, id) => {
    commands += 1;
    const commandId = `bench:${commands}`;
    const actor = { type: "user", id: "bench" } as const;
    return done({
      action,
      input,
      commandId,
      actor,
      roles: ["admin"],
      traceId: "bench",
      ...(id !== undefined && { id }),
    });
  };
};
