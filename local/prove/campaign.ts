import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { chanceFrom, type Chance } from "./chance.ts";
import { crewFrom } from "./crowd/crew.ts";
import { startCrowd, type Crowd } from "./crowd/crowd.ts";
import { plain } from "./crowd/deals.ts";
import { doingOf } from "./crowd/doings.ts";
import { openDiary, type Diary } from "./crowd/diary.ts";
import { prepareGround } from "./crowd/ground.ts";
import { weakNerves } from "./crowd/nerves.ts";
import { openReceiver, type Receiver } from "./hooks/receiver.ts";
import { openPost, type Post } from "./crowd/post.ts";
import { happenings } from "./incidents/happenings.ts";
import type { Keeper } from "./keeper.ts";
import { onlyDeaths, type Options } from "./options.ts";
import { planOf, type Plan } from "./plan.ts";
import { readPoints, type Points } from "./points.ts";
import { openStage, type Stage } from "./stage.ts";
import { openTally, type Tally } from "./tally.ts";

/** Everything that a campaign works with. */
export interface Campaign extends Omit<Stage, "url" | "smtpPort" | "isBefore"> {
  readonly options: Options;
  readonly plan: Plan;
  /** Where functions had died when it began. */
  readonly points: Points;
  readonly diary: Diary;
  readonly post: Post;
  readonly receiver: Receiver;
  readonly crowd: Crowd;
  readonly tally: Tally;
}

const PROGRESS_MS = 10_000;
/** Deals of each client after all faults. */
const MOST_MORE = 2;

const progressOf = (crowd: Crowd, tally: Tally, keeper: Keeper): string => {
  const faults = [...tally.counts().values()].reduce((sum, count) => sum + count, 0);
  return `${crowd.ended()} of ${crowd.started()} errands, ${faults} faults, ${keeper.restarts()} restarts`;
};

/** Whether things go wrong now, and whether all is over. */
const openMood = (plan: Plan, tally: Tally, stage: Stage) => {
  let isWild = false;
  return {
    isWild: () => isWild,
    set: (wanted: boolean) => {
      isWild = wanted;
      stage.door.wild(wanted);
    },
    /** `evenThen`: also when nothing else goes wrong any more. */
    mayFail: (name: string, evenThen = false) => {
      const fails = (isWild || evenThen) && plan.has(name);
      if (fails) tally.add(name);
      return fails;
    },
  };
};

type Mood = ReturnType<typeof openMood>;

/** The clients with all that they work with, at work. */
const openCrowd = async (
  { options, stage, mood, chance }: { options: Options; stage: Stage; mood: Mood; chance: Chance },
  closing: AsyncDisposableStack,
): Promise<Pick<Campaign, "diary" | "post" | "receiver" | "crowd">> => {
  const { url, smtpPort: port, scene } = stage;
  const diary = openDiary();
  let isOver = false;
  closing.defer(() => void (isOver = true));
  const nerves = weakNerves(mood.mayFail);
  const common = { chance, nerves, isOver: () => isOver };
  const post = openPost({ ...common, port });
  closing.defer(post.close);
  const receiver = await openReceiver(chance, mood.mayFail);
  closing.defer(receiver.stop);
  const crewOf = crewFrom({ ...common, url, diary });
  const outbox = join(scene.data, "mail", "outbox");
  // Else nobody would die in what only prepares: who asks again bears it.
  if (onlyDeaths(options)) mood.set(true);
  const ground = await prepareGround(crewOf(0), { chance, post, outbox, receiver });
  mood.set(true);
  const { clients, deals = Infinity, errand } = options;
  let last: number | undefined;
  const isClosing = (started: number) => {
    if (mood.isWild()) return started >= deals;
    last ??= started;
    // The year ends with numbers on both sides of it.
    return !stage.isBefore() || started >= last + MOST_MORE * clients;
  };
  const choose = (client: number, nth: number) =>
    mood.isWild() ? doingOf(chance, [client, nth], errand) : (["plain", plain] as const);
  const crowd = startCrowd({ clients, crewOf, ground, chance, choose, mayFail: mood.mayFail, isClosing });
  return { diary, post, receiver, crowd };
};

/** Resolves when the time is over, or when errands are counted and all of them are done. */
const untilOver = async (end: number, { gone }: Crowd): Promise<void> => {
  const late = new AbortController();
  await Promise.race([gone, pause(end - performance.now(), undefined, { signal: late.signal })]);
  late.abort();
};

/**
 * Runs errands while everything goes wrong that the plan says, for the time that is given, and then hands over to `after`,
 * with the clients still at work on what they have begun and nothing going wrong any more.
 */
export const runCampaign = async <T>(
  options: Options,
  assembly: string,
  after: (campaign: Campaign) => Promise<T>,
  onProgress: (line: string) => void = () => undefined,
): Promise<T> => {
  await using closing = new AsyncDisposableStack();
  let end = Infinity;
  const { rate, minutes, only, ledger } = options;
  const leftSeconds = () => (end - performance.now()) / 1000;
  const points = readPoints(ledger);
  const plan = planOf(only, { rate, minutes, leftSeconds, points });
  const tally = openTally();
  const stage = await openStage({ options, plan, tally, assembly }, closing);
  const mood = openMood(plan, tally, stage);
  const { diary, post, receiver, crowd } = await openCrowd(
    { options, stage, mood, chance: chanceFrom(options.seed) },
    closing,
  );
  const telling = setInterval(() => onProgress(progressOf(crowd, tally, stage.keeper)), PROGRESS_MS);
  closing.defer(() => clearInterval(telling));
  end = performance.now() + minutes * 60_000;
  const { incidents } = plan;
  let isDone = false;
  const over = untilOver(end, crowd).then(() => (isDone = true));
  await Promise.all([happenings({ incidents, rate }, stage.scene, tally, () => isDone), over]);
  mood.set(false);
  return await after({ ...stage, options, plan, points, diary, post, receiver, crowd, tally });
};
