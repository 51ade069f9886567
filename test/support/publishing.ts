import { afterAll, afterEach, beforeAll, beforeEach, onTestFinished } from "vitest";
import type { DynamoDBRecord } from "aws-lambda";
import type { World } from "../../functions/runtime/ask.ts";
import { openFeed } from "../../functions/runtime/feed/feed.ts";
import { openMarks } from "../../functions/runtime/marks.ts";
import type { RecordView } from "../../functions/runtime/view.ts";
import { createTable, type Engine, startEngine } from "./engine.ts";
import { startFailingBus } from "./put-events.ts";
import { markedIn, setAsideIn, streamOf } from "./unpublished.ts";
import { worldOf } from "./world.ts";

/** What becomes of the entries that a bus is given; nothing bad when nothing is said. */
export type Fails = Parameters<typeof startFailingBus>[0];

/** A bus that fails just what a test asks for, until the test ends. */
export async function busThat(fails: Fails = () => false) {
  const bus = await startFailingBus(fails);
  onTestFinished(() => bus.stop());
  return bus;
}

/** One engine for a test file, and in it a journal of its own for each test. */
class Desk {
  #engine: Engine | undefined;
  #world: World | undefined;
  #tables = 0;

  get engine(): Engine {
    if (this.#engine === undefined) throw new Error("The engine has not begun");
    return this.#engine;
  }

  get world(): World {
    if (this.#world === undefined) throw new Error("There is no journal yet");
    return this.#world;
  }

  get client() {
    return this.engine.client;
  }

  get table(): string {
    return `journal-${this.#tables}`;
  }

  async begin(): Promise<void> {
    this.#engine = await startEngine();
  }

  async next(): Promise<void> {
    this.#tables += 1;
    await createTable(this.client, this.table);
    this.#world = worldOf(this.client, this.table);
  }

  /** The same journal by another clock. */
  worldAt(now: () => Date): World {
    return worldOf(this.client, this.table, now);
  }

  marks() {
    return openMarks(this.client, this.table);
  }

  feed() {
    return openFeed(this.client, this.table, this.world.journal);
  }

  marked() {
    return markedIn(this.client, this.table);
  }

  setAside() {
    return setAsideIn(this.client, this.table);
  }

  /** The events of records as the stream brings them. */
  async stream(...records: RecordView[]): Promise<DynamoDBRecord[]> {
    return (await Promise.all(records.map((record) => streamOf(this.client, this.table, record)))).flat();
  }
}

/** Sets up a test file about what goes out of a journal; a fault that a test puts into its client is gone with the test. */
export function openDesk(): Desk {
  const desk = new Desk();
  beforeAll(() => desk.begin());
  beforeEach(() => desk.next());
  afterEach(() => desk.client.middlewareStack.remove("fault"));
  afterAll(() => desk.engine.stop());
  return desk;
}
