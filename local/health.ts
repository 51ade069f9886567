import { setTimeout as pause } from "node:timers/promises";
import type { Bus } from "./bus/bus.ts";
import type { Engines } from "./engines/engines.ts";
import type { Health } from "./gateway/gateway.ts";
import type { Depth } from "./metrics/queue-depths.ts";
import type { MailServer } from "./mail/smtp.ts";
import { StartProblem } from "./problem.ts";
import type { Kms } from "./kms/kms.ts";
import type { Scheduler } from "./scheduler/scheduler.ts";
import type { Textract } from "./textract/textract.ts";
import type { Source } from "./sources/source.ts";

const answers = async (url: string) => {
  try {
    // DynamoDB Local, where it stands in for the engine, has no page at its root and says so.
    return (await fetch(url, { signal: AbortSignal.timeout(1000) })).status < 500;
  } catch {
    return false;
  }
};

/** The parts that must all be up. */
export interface Parts {
  readonly engines: Engines;
  readonly bus: Bus;
  readonly scheduler: Scheduler;
  readonly textract: Textract;
  readonly kms: Kms;
  readonly sources: ReadonlyMap<string, Source>;
  /** undefined where no mail is taken. */
  readonly mail: MailServer | undefined;
  readonly depths: () => Promise<readonly Depth[]>;
}

/** Seconds that each stream is behind. */
export const behindOf = (sources: ReadonlyMap<string, Source>): ReadonlyMap<string, number> =>
  new Map(
    [...sources].flatMap(([id, source]) => (source.behind === undefined ? [] : [[id, source.behind()]])),
  );

const stuckOf = async (depths: Parts["depths"]): Promise<Record<string, number> | undefined> => {
  try {
    const aside = (await depths()).filter(({ dead }) => dead > 0);
    return Object.fromEntries(aside.map(({ consumer, dead }) => [consumer, dead]));
  } catch {
    // Said by `queues` already.
    return undefined;
  }
};

/** Asks every part whether it is up, now; how far behind the streams are, and what is stuck. */
export const healthOf = async ({
  engines,
  bus,
  scheduler,
  textract,
  kms,
  sources,
  mail,
  depths,
}: Parts): Promise<Health> => {
  const [tables, queues, stuck] = await Promise.all([
    answers(engines.dynamodb),
    answers(new URL("/health", engines.sqs).href),
    stuckOf(depths),
  ]);
  const parts = {
    tables,
    queues,
    bus: bus.healthy(),
    scheduler: scheduler.healthy(),
    textract: textract.healthy(),
    kms: kms.healthy(),
    ...(mail && { mail: mail.healthy() }),
    ...Object.fromEntries([...sources].map(([id, source]) => [id, source.problem() ?? true])),
  };
  return {
    ok: engines.isUp() && Object.values(parts).every((part) => typeof part === "boolean" && part),
    parts,
    behindSeconds: Object.fromEntries(behindOf(sources)),
    ...(stuck && { stuck }),
  };
};

const patienceMs = 10_000;

/** Waits until every part is up. Throws StartProblem naming those that are not after ten seconds. */
export const untilUp = async (health: () => Promise<Health>): Promise<void> => {
  const end = Date.now() + patienceMs;
  for (;;) {
    const { ok, parts } = await health();
    if (ok) return;
    const down = Object.entries(parts).filter(([, part]) => part !== true);
    const reasons = down.map(([name, part]) => `${name} (${String(part)})`).join(", ");
    if (Date.now() > end) throw new StartProblem(`These parts did not come up: ${reasons}`);
    await pause(20);
  }
};
