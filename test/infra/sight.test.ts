import { describe, expect, it } from "vitest";
import * as z from "zod";
import { counters, measures, refusalCounters } from "../../functions/runtime/measures.ts";
import { ofType, synthesise } from "./synthesis.ts";

const topic = "arn:aws:sns:us-east-1:000000000000:alarms";
const made = synthesise({ context: { alarmTopic: topic } });

const Alarm = z.object({
  AlarmDescription: z.string(),
  AlarmActions: z.array(z.string()),
  EvaluationPeriods: z.number(),
  MetricName: z.string().optional(),
  /** Where a metric has a label, or is worked out of others. */
  Metrics: z
    .array(z.object({ MetricStat: z.object({ Metric: z.object({ MetricName: z.string() }) }).optional() }))
    .default([]),
  Threshold: z.number(),
  TreatMissingData: z.string(),
});
const alarms = ofType(made, "AWS::CloudWatch::Alarm").map(({ stack, id, properties }) => ({
  stack,
  id,
  ...Alarm.parse(properties),
}));
const watchedBy = ({ MetricName, Metrics }: (typeof alarms)[number]) =>
  [MetricName, ...Metrics.map(({ MetricStat }) => MetricStat?.Metric.MetricName)].filter(Boolean).join(" + ");
const own = alarms.filter(({ stack }) => stack === "salesline-sight");

const Named = z.object({ QueueName: z.string().optional(), RedrivePolicy: z.unknown().optional() });
const queues = ofType(made, "AWS::SQS::Queue").map(({ properties }) => Named.parse(properties));

const dashboards = ofType(made, "AWS::CloudWatch::Dashboard");
const body = JSON.stringify(dashboards.map(({ properties }) => properties));

describe("The dashboard", () => {
  it("is one", () => {
    expect(dashboards).toHaveLength(1);
  });

  it("shows every figure that the functions print", () => {
    const all = [...counters, ...Object.keys(measures), ...refusalCounters];
    expect(all.filter((name) => !body.includes(`\\"${name}\\"`))).toEqual([]);
  });

  it.each(["5xx", "4xx", "Latency", "IteratorAge", "Errors", "Throttles", "ReadThrottleEvents"])(
    "shows %s of what it runs on",
    (name) => {
      expect(body).toContain(name);
    },
  );

  it("finds all dead letters by a word of their names, and no other queue by it", () => {
    const words = queues.map(({ QueueName = "", RedrivePolicy }) => ({
      isFound: QueueName.split("-").includes("failed") && QueueName.startsWith("salesline-"),
      isDead: RedrivePolicy === undefined,
    }));
    expect(words.filter(({ isFound, isDead }) => isFound !== isDead)).toEqual([]);
    expect(words.some(({ isDead }) => isDead)).toBe(true);
    expect(body).toContain("QueueName=salesline QueueName=failed");
  });

  it("has one dimension for all of Salesline's own figures, since each further one would be charged", () => {
    const found = [...body.matchAll(/\[\\"Salesline\\",\\"(\w+)\\",\\"(\w+)\\",\\"(\w+)\\",/g)];
    expect(found.length).toBeGreaterThan(30);
    expect(new Set(found.map(([, , name, value]) => `${name}=${value}`))).toEqual(
      new Set(["service=salesline"]),
    );
  });
});

describe("Every alarm", () => {
  it("says what has happened and where it is explained", () => {
    const mute = alarms.filter(
      ({ AlarmDescription: text }) => !/^.{20,}\. See "[\w ]+" in docs\/operations\.md$/.test(text),
    );
    expect(mute).toEqual([]);
  });

  it("tells the topic that the company has set", () => {
    expect(alarms.filter(({ AlarmActions }) => AlarmActions[0] !== topic)).toEqual([]);
  });

  it("has a description of its own", () => {
    expect(new Set(alarms.map(({ AlarmDescription }) => AlarmDescription)).size).toBe(alarms.length);
  });
});

describe("The alarms on the whole", () => {
  it("ring at broken answers, faults, throttling, late reactions and what does not go out", () => {
    const watched = own.map((alarm) => [watchedBy(alarm), alarm.Threshold]);
    expect(Object.fromEntries(watched)).toEqual({
      "5xx": 5,
      Faults: 1,
      "ReadThrottleEvents + WriteThrottleEvents": 10,
      Throttles: 1,
      ReactionLag: 60_000,
    });
  });

  it("are quiet when nothing happens; only the sweeper's rings when it is silent", () => {
    const silent = alarms.filter(({ TreatMissingData }) => TreatMissingData === "breaching");
    expect(silent.map(watchedBy)).toEqual(["OldestUnpublished"]);
  });
});
