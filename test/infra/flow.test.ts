import { describe, expect, it } from "vitest";
import * as z from "zod";
import { plan } from "../../infra/plan.ts";
import { functionNames, must, ofType, synthesise } from "./synthesis.ts";

const made = synthesise({ context: { reactionTries: 7 } });
const { rules, queues, queueSources, streamSources, functions } = made.system;
const names = functionNames(made);

const Redrive = z.object({ deadLetterTargetArn: z.string(), maxReceiveCount: z.coerce.number() });
const queueAt = (arn: string) =>
  must(
    queues.find((queue) => queue.arn === arn),
    `queue ${arn}`,
  );
const redriveOf = (arn: string) =>
  Redrive.parse(JSON.parse(must(queueAt(arn).attributes["RedrivePolicy"], `redrive policy of ${arn}`)));
const sourceOf = (name: string) =>
  must(
    queueSources.find(({ functionArn }) => names.get(functionArn) === name),
    `queue that feeds ${name}`,
  );
/** Of the events that set timers, of the timers that fire, of the feed, and of sources that work through what an event began. */
const workers = queueSources.filter(({ functionArn }) =>
  /^capture-|^export-run$|^webhooks-/.test(names.get(functionArn) ?? ""),
);
const otherQueues = 3 + workers.length;
const deadLetters = queues.filter(({ attributes }) => attributes["RedrivePolicy"] === undefined);

describe("Each reaction", () => {
  it.each(plan.flow)("$name has its own rule and queue, which feed its own function", ({ name, types }) => {
    const { queueArn } = sourceOf(`react-${name}`);
    const feeding = rules.filter(({ targets }) => targets.some((target) => target.queueArn === queueArn));
    expect(feeding.map(({ pattern, targets }) => ({ pattern, targets: targets.length }))).toEqual([
      { pattern: { source: ["salesline"], "detail-type": types, detail: { v: [1] } }, targets: 1 },
    ]);
    expect(queueSources.filter((source) => source.queueArn === queueArn)).toHaveLength(1);
  });

  it("is tried as often as the company has set, then its message waits in its dead letters", () => {
    const ends = queueSources.map(({ queueArn }) => redriveOf(queueArn));
    expect(ends.map(({ maxReceiveCount }) => maxReceiveCount)).toEqual(ends.map(() => 7));
    expect(new Set(ends.map(({ deadLetterTargetArn }) => deadLetterTargetArn)).size).toBe(
      plan.flow.length + otherQueues,
    );
  });

  it("has time to be tried while its message is hidden", () => {
    const short = queueSources.filter(({ queueArn, functionArn }) => {
      const { timeoutSeconds } = must(
        functions.find(({ arn }) => arn === functionArn),
        functionArn,
      );
      return Number(queueAt(queueArn).attributes["VisibilityTimeout"]) < 6 * timeoutSeconds;
    });
    expect(short).toEqual([]);
  });

  it("answers for each message on its own, and for numbers without gaps and turns two at a time", () => {
    expect(queueSources.filter(({ reportsItemFailures }) => !reportsItemFailures)).toEqual([]);
    const numbered = plan.flow.filter(({ action }) => action.oneByOne).map(({ name }) => name);
    const limited = queueSources.filter(({ maximumConcurrency }) => maximumConcurrency === 2);
    // Photos are read two at a time as well: the service that reads them has a limit. The feed gives numbers to all events.
    expect(new Set(limited.map(({ functionArn }) => names.get(functionArn)))).toEqual(
      new Set([
        "capture-read-card",
        "feed-append",
        "webhooks-dispatch",
        ...numbered.map((name) => `react-${name}`),
      ]),
    );
    expect(numbered).toEqual(["give-lead", "note-ended", "issue-invoice", "issue-credit-note"]);
  });

  it("gets what could not even be handed to its queue into the same dead letters", () => {
    const Target = z.object({
      Targets: z.tuple([z.object({ Arn: z.unknown(), DeadLetterConfig: z.object({ Arn: z.unknown() }) })]),
    });
    const redrives = ofType(made, "AWS::SQS::Queue").map(({ properties }) => properties["RedrivePolicy"]);
    const undeliverable = ofType(made, "AWS::Events::Rule")
      .filter(({ properties }) => "EventPattern" in properties)
      .map(({ properties }) => Target.parse(properties).Targets[0].DeadLetterConfig.Arn);
    // Mails come from no event; what is sent to other systems is told by the feed and by itself.
    const others = new Set(["capture-mail", "webhooks-dispatch", "webhooks-lane", "webhooks-slow-lane"]);
    const byEvents = workers.filter(({ functionArn }) => !others.has(names.get(functionArn) ?? ""));
    expect(undeliverable).toHaveLength(plan.flow.length + 2 + byEvents.length);
    expect(redrives).toEqual(
      expect.arrayContaining(undeliverable.map((arn) => ({ deadLetterTargetArn: arn, maxReceiveCount: 7 }))),
    );
  });
});

describe("Dead letters", () => {
  it("are kept for 14 days, longer than anything waits in a queue", () => {
    expect(deadLetters).toHaveLength(plan.flow.length + otherQueues);
    const days = deadLetters.map(({ attributes }) => Number(attributes["MessageRetentionPeriod"]) / 86_400);
    expect(days).toEqual(deadLetters.map(() => 14));
    for (const { queueArn } of queueSources) {
      expect(Number(queueAt(queueArn).attributes["MessageRetentionPeriod"])).toBeLessThan(14 * 86_400);
    }
  });

  it("each ring an alarm with the first message", () => {
    const Watched = z.object({
      Dimensions: z.tuple([
        z.object({ Value: z.object({ "Fn::GetAtt": z.tuple([z.string(), z.string()]) }) }),
      ]),
    });
    const alarms = ofType(made, "AWS::CloudWatch::Alarm").filter(
      ({ properties }) => properties["MetricName"] === "ApproximateNumberOfMessagesVisible",
    );
    for (const { properties } of alarms)
      expect(properties).toMatchObject({ Threshold: 1, Statistic: "Maximum" });
    const watched = alarms.map(
      ({ properties }) => Watched.parse(properties).Dimensions[0].Value["Fn::GetAtt"][0],
    );
    const dead = ofType(made, "AWS::SQS::Queue").filter(({ properties }) => !("RedrivePolicy" in properties));
    expect(watched.toSorted()).toEqual(dead.map(({ id }) => id).toSorted());
  });

  it("tell the topic that the company has set", () => {
    const alarmTopic = "arn:aws:sns:eu-west-1:111122223333:on-call";
    const all = ofType(synthesise({ context: { alarmTopic } }), "AWS::CloudWatch::Alarm");
    const told = all.filter(({ stack }) => stack !== "salesline-sight");
    expect(told.map(({ properties }) => properties["AlarmActions"])).toEqual(told.map(() => [alarmTopic]));
    // Those of the publisher and the sweeper, which have no dead letters.
    expect(told).toHaveLength(deadLetters.length + 4);
  });
});

describe("The publisher", () => {
  it("is fed every event that is inserted in the journal, from the first on, and nothing else", () => {
    expect(streamSources).toHaveLength(1);
    const [source] = streamSources;
    expect(names.get(source?.functionArn ?? "")).toBe("publish");
    expect(source?.startingPosition).toBe("TRIM_HORIZON");
    expect(source?.filters.map((filter) => z.json().parse(JSON.parse(filter)))).toEqual([
      { eventName: ["INSERT"], dynamodb: { NewImage: { sk: { S: [{ prefix: "EVENT#" }] } } } },
    ]);
  });

  it("goes on from the first event that failed, and leaves whole in a bucket what it gives up", () => {
    expect(streamSources[0]).toMatchObject({
      reportsItemFailures: true,
      bisectOnError: true,
      maximumRetryAttempts: 1000,
      failureQueueUrl: undefined,
      failureBucket: expect.stringContaining("givenup"),
    });
  });

  it("rings an alarm when the stream gives something up, be it kept in the bucket or not", () => {
    const mapping = must(
      ofType(made, "AWS::Lambda::EventSourceMapping").find(({ id }) => id.startsWith("publish")),
      "mapping",
    );
    expect(mapping.properties["MetricsConfig"]).toEqual({ Metrics: ["EventCount"] });
    const dropped = {
      Namespace: "AWS/Lambda",
      MetricName: "DroppedEventCount",
      Dimensions: [{ Name: "EventSourceMappingUUID", Value: { Ref: mapping.id } }],
      Threshold: 1,
      Statistic: "Sum",
    };
    expect(ofType(made, "AWS::CloudWatch::Alarm")).toContainEqual(
      expect.objectContaining({ properties: expect.objectContaining(dropped) }),
    );
  });

  it("rings an alarm when events wait for five minutes", () => {
    const late = { MetricName: "IteratorAge", Threshold: 300_000, Statistic: "Maximum" };
    expect(ofType(made, "AWS::CloudWatch::Alarm")).toContainEqual(
      expect.objectContaining({ properties: expect.objectContaining(late) }),
    );
  });
});

describe("The sweeper", () => {
  it("runs each minute, and takes up what has been marked for as long as the company has set", () => {
    expect(
      made.system.clocks.map(({ everySeconds, functionArns }) => [
        everySeconds,
        functionArns.map((arn) => names.get(arn)),
      ]),
    ).toEqual([
      [60, ["sweep"]],
      [60, ["webhooks-sweep"]],
    ]);
    const seconds = (of: typeof made) =>
      of.system.functions
        .map(({ environment }) => environment["SWEEP_AFTER_SECONDS"])
        .filter((each) => each !== undefined);
    expect(seconds(made)).toEqual(["300"]);
    expect(seconds(synthesise({ context: { sweepAfterMinutes: 12 } }))).toEqual(["720"]);
  });

  it("rings an alarm when not even it can publish, when nobody looks, and when the bus refuses events for good", () => {
    const alarmOf = (of: typeof made, metric: string) =>
      must(
        ofType(of, "AWS::CloudWatch::Alarm").find(({ properties }) => properties["MetricName"] === metric),
        `alarm on ${metric}`,
      ).properties;
    const later = synthesise({ context: { sweepAfterMinutes: 12 } });
    const age = { Namespace: "Salesline", Statistic: "Maximum", TreatMissingData: "breaching" };
    expect(alarmOf(made, "OldestUnpublished")).toMatchObject({ ...age, Threshold: 900 });
    expect(alarmOf(later, "OldestUnpublished")).toMatchObject({ ...age, Threshold: 1320 });
    expect(alarmOf(made, "CommitsSetAside")).toMatchObject({
      Threshold: 1,
      TreatMissingData: "notBreaching",
    });
  });
});
