import type { Stack } from "aws-cdk-lib";
import type { JournalTable } from "./table.ts";
import type { EventBus } from "aws-cdk-lib/aws-events";
import type { Reaction } from "../domain/kernel/flow.ts";
import { bindAction } from "./bind.ts";
import { createFunction, timeouts } from "./function.ts";
import type { Settings } from "./settings.ts";
import { collect, consume, createWorkQueue } from "./work-queue.ts";

/** What a reaction is bound to. */
export interface ReactionProps {
  readonly table: JournalTable;
  readonly bus: EventBus;
  readonly settings: Settings;
  readonly dist: string;
}

/** All that gives numbers or turns writes to one item: more at once would only conflict and try again. */
const RACING_AT_ONCE = 2;

/** Adds one reaction: its rule, its queue, its dead letters with their alarm, and its function. */
export function addReaction(stack: Stack, reaction: Reaction, props: ReactionProps): void {
  const { name, action, types } = reaction;
  const { bus, table, settings, dist } = props;
  const what = `Events that "${name}" could not answer with ${action.name}`;
  const work = createWorkQueue(stack, name, what, settings);
  collect(stack, name, work, { bus, types, description: `${types.join(", ")} -> ${action.name}` });
  const fn = createFunction(stack, name, {
    name: `react-${name}`,
    summary: action.summary,
    timeout: timeouts.queue,
    dist,
  });
  bindAction(fn, action, table, settings);
  consume(fn, work, action.oneByOne ? RACING_AT_ONCE : undefined);
}
