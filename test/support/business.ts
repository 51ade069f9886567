import { vi } from "vitest";
import type { Action } from "../../domain/kernel/action.ts";
import type { Envelope } from "../../domain/kernel/event.ts";
import { flow } from "../../domain/flow.ts";
import type { Ask, World } from "../../functions/runtime/ask.ts";
import { perform } from "../../functions/runtime/perform.ts";
import type { RecordView } from "../../functions/runtime/view.ts";
import { createTable, type Engine, startEngine } from "./engine.ts";
import { ask, done, worldOf } from "./world.ts";

/** A business in which what follows from an event follows at once. */
export interface Business {
  readonly engine: Engine;
  readonly world: World;
  /** What the clock says; set it to have things happen at a certain time. */
  clock: Date | undefined;
  /** Does an action and all that follows from it. */
  act(action: Action, input: unknown, id?: string): Promise<RecordView>;
  stop(): Promise<void>;
}

const TABLE = "journal";

/** The environment of a deployed function that reads the table of an engine. */
export function stubEnvironment(endpoint: string): void {
  vi.stubEnv("TABLE_NAME", TABLE);
  vi.stubEnv("AWS_ENDPOINT_URL_DYNAMODB", endpoint);
  vi.stubEnv("AWS_REGION", "us-east-1");
  vi.stubEnv("AWS_ACCESS_KEY_ID", "local");
  vi.stubEnv("AWS_SECRET_ACCESS_KEY", "local");
  vi.stubEnv("POWERTOOLS_LOG_LEVEL", "SILENT");
}

interface Follow {
  readonly asked: Ask;
  readonly settled: readonly string[];
}

/** What the reactions ask for after an event. */
function following(event: Envelope): Follow[] {
  return flow
    .filter(({ types }) => types.includes(event.type))
    .flatMap((reaction) =>
      reaction.commands(event).map(({ id, input }) => ({
        asked: ask(reaction.action, input, {
          id,
          commandId: `${reaction.name}@${event.id}@${id}`,
          actor: { type: "reaction", id: reaction.name },
          causedBy: event.id,
          cause: { at: event.at, deal: event.deal },
        }),
        settled: reaction.settled,
      })),
    );
}

/** Does what follows, unless there is nothing left to do. */
async function react({ asked, settled }: Follow, world: World): Promise<void> {
  const answer = await perform(asked, world);
  if (answer.ok || (answer.code === "wrong_state" && settled.includes(String(answer.details?.["status"]))))
    return;
  throw new Error(`${asked.action.name} was refused: ${answer.code} ${answer.message}`);
}

/** A world that tells which events were committed. */
function listening(world: World, heard: Envelope[]): World {
  const { journal } = world;
  return {
    ...world,
    now: () => world.now(),
    random: () => world.random(),
    journal: {
      load: (keys) => journal.load(keys),
      lookup: (stage, key, newest) => journal.lookup(stage, key, newest),
      events: (stage, id, upTo) => journal.events(stage, id, upTo),
      async commit(change) {
        const committed = await journal.commit(change);
        if (committed === "committed") heard.push(...change.events);
        return committed;
      },
    },
  };
}

/** Starts an engine with an empty table, and sets the environment of the functions that read it. */
export async function startBusiness(): Promise<Business> {
  const engine = await startEngine();
  await createTable(engine.client, TABLE);
  stubEnvironment(engine.endpoint);
  const heard: Envelope[] = [];
  const now = () => business.clock ?? new Date();
  const world = listening(worldOf(engine.client, TABLE, now), heard);
  const business: Business = {
    engine,
    world,
    clock: undefined,
    async act(action, input, id) {
      const { record } = await done(ask(action, input, id === undefined ? {} : { id }), world);
      for (let event = heard.shift(); event !== undefined; event = heard.shift()) {
        for (const follow of following(event)) await react(follow, world);
      }
      return record;
    },
    async stop() {
      vi.unstubAllEnvs();
      await engine.stop();
    },
  };
  return business;
}
