import { type App, Stack } from "aws-cdk-lib";
import { Queue } from "aws-cdk-lib/aws-sqs";
import { describe, expect, it } from "vitest";
import type { Action } from "../../domain/kernel/action.ts";
import { type Plan, plan, routedActions } from "../../infra/plan.ts";
import { type Change, synthesise } from "./synthesis.ts";

const mostResources = 500;
const actionsThen = 180;
const actionsOf = ({ stages }: Plan) => stages.flatMap(({ actions }) => actions);

function sizes(change: Change = {}): Record<string, number> {
  const { resources } = synthesise(change);
  return Object.fromEntries([...resources].map(([stack, all]) => [stack, Object.keys(all).length]));
}

const tooBig = (of: Record<string, number>) => Object.entries(of).filter(([, size]) => size >= mostResources);

/** An action like this one, under another verb. */
function again(action: Action, nth: number): Action {
  const verb = `${action.verb}-${nth}`;
  const path = `${action.route?.path ?? `/${action.home.plural}`}/${nth}`;
  return { ...action, verb, name: `${action.home.name}.${verb}`, route: { method: "POST", path } };
}

/** The plan with 180 actions, all new ones in one stage, and as many more reactions. */
function grown(stage: string): Plan {
  const missing = actionsThen - actionsOf(plan).length;
  const rounds = Math.ceil(actionsThen / actionsOf(plan).length);
  return {
    stages: plan.stages.map((entry) => {
      const [model] = routedActions(entry.actions);
      if (entry.stage.name !== stage || model === undefined) return entry;
      return {
        ...entry,
        actions: [...entry.actions, ...Array.from({ length: missing }, (_, n) => again(model, n))],
      };
    }),
    timers: plan.timers,
    flow: Array.from({ length: rounds }, (_, n) =>
      plan.flow.map((one) => ({ ...one, name: `${one.name}-${n}` })),
    ).flat(),
  };
}

function bundlesOf({ stages, flow }: Plan): readonly string[] {
  const commands = stages.flatMap(({ stage, actions }) => actions.map(({ verb }) => `${stage.name}-${verb}`));
  return [...commands, ...flow.map(({ name }) => `react-${name}`)];
}

describe("The checks of every synthesis", () => {
  it("find nothing that has no written reason, and CloudFormation would take every template", () => {
    expect(() => synthesise({ validated: true })).not.toThrow();
  });

  it("stop at a finding and name it", () => {
    const plant = (app: App) => {
      new Queue(new Stack(app, "planted"), "Careless");
    };
    expect(() => synthesise({ plant })).toThrow(/AwsSolutions-SQS4[\s\S]*planted\/Careless/);
  });

  it("stop at a setting that makes no sense and say which", () => {
    const context = { timeZone: "Europe/Atlantis", paymentDays: "soon" };
    expect(() => synthesise({ context })).toThrow(
      /^Correct the context in cdk.json: "timeZone" must.*"paymentDays"/,
    );
  });

  it("stop at waits of webhooks that are longer than deliveries are kept", () => {
    const context = { webhookWaits: Array.from({ length: 7 }, () => "864000").join(",") };
    expect(() => synthesise({ context })).toThrow(/"webhookWaits" must be at most 60 days together/);
  });

  it("stop at an action without an entry file and say which", () => {
    const [first, ...rest] = plan.stages;
    if (first === undefined) throw new Error("There is no stage");
    const { stage, actions } = first;
    const [model] = routedActions(actions);
    if (model === undefined) throw new Error(`Nothing may be asked of a ${stage.name}`);
    const more: Plan = { ...plan, stages: [{ stage, actions: [...actions, again(model, 1)] }, ...rest] };
    expect(() => synthesise({ plan: more })).toThrow(`${stage.name}-${model.verb}-1`);
  });
});

describe("Growth", () => {
  it("has kept every stack under what CloudFormation takes", () => {
    expect(tooBig(sizes())).toEqual([]);
  });

  it("to 180 actions fits, even when all the new ones belong to one stage", () => {
    const then = grown("quote");
    expect(actionsOf(then)).toHaveLength(actionsThen);
    expect(then.flow.length).toBeGreaterThanOrEqual(
      (plan.flow.length * actionsThen) / actionsOf(plan).length,
    );
    expect(tooBig(sizes({ plan: then, bundles: bundlesOf(then) }))).toEqual([]);
  });
});
