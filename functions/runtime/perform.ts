import { setTimeout as sleep } from "node:timers/promises";
import type { Done, Prepared } from "../../domain/kernel/action.ts";
import { type Refusal, refuse } from "../../domain/kernel/refusal.ts";
import { type Ask, newId, type Performed, type World } from "./ask.ts";
import { countVerdicts } from "./capture/verdicts.ts";
import { changeOf, hashOf } from "./change.ts";
import { factsOf } from "./facts.ts";
import { readReceipt } from "./items.ts";
import { receiptKey } from "./keys.ts";
import { tooLarge } from "./limits.ts";
import { load, type Loaded } from "./load.ts";
import { count } from "./metrics.ts";
import { told } from "./telling.ts";
import type { Committed } from "./transaction.ts";
import { inTurn } from "./turn.ts";
import { repeat } from "./repeat.ts";
import { viewOf } from "./view.ts";

const MAX_TRIES = 12;

/** All who take a number or a turn write to one item: each tries until it is theirs, but ends before its caller gives up. */
const MAX_TRIES_FOR_TURN = 200;
const LONGEST_FOR_TURN_MS = 8000;
const LONGEST_WAIT_MS = 1000;
const LONGEST_WAIT_FOR_TURN_MS = 200;

/** Full jitter: whoever lost a race comes back at another moment than the others. */
function backOff(tries: number, random: number, { action }: Ask): Promise<void> {
  // Those who wait for their turn get it one after the other, each within milliseconds: who waits long loses its turn.
  const longest = action.oneByOne ? LONGEST_WAIT_FOR_TURN_MS : LONGEST_WAIT_MS;
  return sleep(random * Math.min(longest, 10 * 2 ** tries));
}

function triesOf({ action }: Ask): (tries: number) => boolean {
  if (!action.oneByOne) return (tries) => tries < MAX_TRIES;
  const end = performance.now() + LONGEST_FOR_TURN_MS;
  return (tries) => tries < MAX_TRIES || (tries < MAX_TRIES_FOR_TURN && performance.now() < end);
}

/** The only write path: load, decide, fold, commit; decides again when somebody else was faster. */
export function perform(ask: Ask, world: World): Promise<Performed | Refusal> {
  return told(ask, () => inItsTurn(ask, world));
}

async function inItsTurn(ask: Ask, world: World): Promise<Performed | Refusal> {
  const prepared = ask.action.prepare(ask.input);
  if (!prepared.ok) return prepared;
  const { name, series = name, oneByOne } = ask.action;
  const work = () => performPrepared(ask, prepared, world);
  return oneByOne ? inTurn(series, work) : work();
}

async function performPrepared(ask: Ask, prepared: Prepared, world: World): Promise<Performed | Refusal> {
  const hash = hashOf(ask, prepared);
  const { home } = ask.action;
  const named = ask.id ?? home.singleton;
  const mayTryAgain = triesOf(ask);
  for (let tries = 0; mayTryAgain(tries); tries += 1) {
    if (tries > 0) await backOff(tries, world.random(), ask);
    const loaded = await load(ask, named ?? newId(home.prefix), prepared, world);
    if (loaded.receipt !== undefined) return hit(ask, loaded.receipt, hash, loaded.stored, world);
    // Somebody else has the id that was made for a new record: that is no reason to refuse, the next try makes another.
    if (named === undefined && loaded.stored.version > 0) continue;
    const decided = decide(ask, prepared, loaded, world);
    if (!decided.ok) return (await doneMeanwhile(ask, hash, world)) ?? decided;
    const change = changeOf(ask, loaded, decided, hash);
    const refusal = tooLarge(change);
    if (refusal !== undefined) return refusal;
    const committed = await world.journal.commit(change);
    countLost(committed);
    if (committed === "committed") {
      countVerdicts(change);
      const { next } = decided;
      return {
        ok: true,
        record: viewOf(home, change.after),
        ...(next && { next }),
        replayed: false,
      };
    }
  }
  return refuse("too_many", "Too many changes of this record at the same time: try again in a moment");
}

function countLost(committed: Committed): void {
  if (committed === "conflict") count("Conflicts");
  if (committed === "busy") count("TableBusy");
}

function hit(...repeated: Parameters<typeof repeat>): ReturnType<typeof repeat> {
  count("ReceiptsHit");
  return repeat(...repeated);
}

function decide(ask: Ask, prepared: Prepared, loaded: Loaded, world: World): Done | Refusal {
  const { stored } = loaded;
  // The only record of its stage is always there: as it ships it is version 0.
  const isThere = stored.version > 0 || ask.action.home.singleton !== undefined;
  if (ask.ifVersion !== undefined && isThere && ask.ifVersion !== stored.version) {
    const details = { version: stored.version, ifMatch: ask.ifVersion };
    return refuse("stale", `The record has changed: it is at version ${stored.version}, read it again`, {
      details,
    });
  }
  const { actor, roles, language } = ask;
  const facts = factsOf({ ...loaded, actor, roles, language }, world.settings);
  return prepared.decide(stored, facts);
}

/**
 * A read of several items is no snapshot: the record may be read after, and the receipt before, the commit of the same
 * command in another process. Then what looks like a refusal is a repeat.
 */
async function doneMeanwhile(ask: Ask, hash: string, world: World): Promise<Performed | Refusal | undefined> {
  const [item] = await world.journal.load([receiptKey(ask.commandId)]);
  const receipt = readReceipt(item, world.now().getTime() / 1000);
  return receipt && hit(ask, receipt, hash, undefined, world);
}
