import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, describe, expect, onTestFinished, test } from "vitest";
import { App, Duration, Stack } from "aws-cdk-lib";
import { Rule, RuleTargetInput, Schedule } from "aws-cdk-lib/aws-events";
import { LambdaFunction } from "aws-cdk-lib/aws-events-targets";
import { Code, Function, Runtime } from "aws-cdk-lib/aws-lambda";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { ClockSpec } from "../../local/model.ts";
import { type Clocks, startClocks } from "../../local/scheduler/clocks.ts";
import { readSystem } from "../../local/template/system.ts";
import type { Invoke } from "../../local/workers/invocation.ts";

const place = { account: "000000000000", region: "eu-central-1" };
const running: Clocks[] = [];
afterEach(async () => void (await Promise.all(running.splice(0).map((clocks) => clocks.stop()))));

const clock = (everySeconds: number): ClockSpec => ({
  name: "sweep",
  arn: "arn:aws:events:eu-central-1:000000000000:rule/sweep",
  everySeconds,
  functionArns: ["arn:aws:lambda:eu-central-1:000000000000:function:sweep"],
});

/** Clocks with an offset to the real one, and what they have asked for. */
function started(everySeconds: number, at: string, work: () => Promise<void> = async () => undefined) {
  const offset = Date.parse(at) - Date.now();
  const events: unknown[] = [];
  const invoke: Invoke = async (_arn, event) => {
    events.push(event);
    await work();
    return { ok: true, payload: null };
  };
  running.push(startClocks([clock(everySeconds)], { ...place, invoke, now: () => Date.now() + offset }));
  return events;
}

describe("a clock", () => {
  test("strikes at whole periods of the day, whenever it was started", async () => {
    const events = started(60, "2026-11-26T20:59:59.700Z");
    expect(events).toEqual([]);
    await expect.poll(() => events).toHaveLength(1);
    expect(events[0]).toMatchObject({
      source: "aws.events",
      "detail-type": "Scheduled Event",
      time: "2026-11-26T21:00:00Z",
      resources: ["arn:aws:events:eu-central-1:000000000000:rule/sweep"],
      detail: {},
    });
  });

  test("leaves out a stroke while the last run is still going on, and ends with it", async () => {
    const events = started(1, "2026-11-26T20:59:59.900Z", () => sleep(1500));
    await sleep(1400);
    expect(events).toHaveLength(1);
  });
});

describe("a rule of the clock in a template", () => {
  function clocksOf(schedule: Schedule, options: { input?: RuleTargetInput; enabled?: boolean } = {}) {
    const outdir = mkdtempSync(join(tmpdir(), "clocks-"));
    onTestFinished(() => rmSync(outdir, { recursive: true }));
    const app = new App({ outdir, analyticsReporting: false });
    const stack = new Stack(app, "Shop");
    const fn = new Function(stack, "Sweep", {
      runtime: Runtime.NODEJS_24_X,
      handler: "index.handler",
      code: Code.fromAsset(fileURLToPath(new URL("fixture/functions/greet", import.meta.url))),
    });
    const { input, enabled = true } = options;
    const target = new LambdaFunction(fn, { retryAttempts: 0, ...(input && { event: input }) });
    const rule = new Rule(stack, "Clock", { schedule, enabled });
    rule.addTarget(target);
    app.synth();
    return readSystem(outdir, { queueEndpoint: "http://q", apiUrl: "http://a" }).spec.clocks;
  }

  test.each([
    [1, 60],
    [5, 300],
    [180, 10_800],
    [2880, 172_800],
  ])("with a rate of %i minutes strikes every %i seconds", (minutes, everySeconds) => {
    const [found, ...others] = clocksOf(Schedule.rate(Duration.minutes(minutes)));
    expect(others).toEqual([]);
    expect(found?.everySeconds).toBe(everySeconds);
    expect(found?.functionArns).toEqual([expect.stringContaining("function:Shop-Sweep")]);
    expect(found?.arn).toContain(":rule/");
  });

  test("that is disabled does not strike", () => {
    expect(clocksOf(Schedule.rate(Duration.minutes(1)), { enabled: false })).toEqual([]);
  });

  test("by a calendar, or with an event of its own, is refused by name", () => {
    expect(() => clocksOf(Schedule.cron({ hour: "5" }))).toThrow(/Shop\/Clock\w+: cron\(.*rate\(5 minutes\)/);
    const input = RuleTargetInput.fromObject({ now: true });
    expect(() => clocksOf(Schedule.rate(Duration.minutes(1)), { input })).toThrow(
      /Shop\/Clock\w+: .*by the clock/,
    );
  });
});
