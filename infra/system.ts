import { type App, Stack, Validations } from "aws-cdk-lib";
import { AwsSolutionsChecks, ServerlessChecks } from "cdk-nag";
import { createApi } from "./api.ts";
import { createCapture } from "./capture.ts";
import { createCommands } from "./commands.ts";
import { createExports } from "./exports.ts";
import { allowConsumers, readConsumers } from "./consumers.ts";
import { createData } from "./data.ts";
import { createFeed } from "./feed.ts";
import { orderDeployment } from "./order.ts";
import type { Plan } from "./plan.ts";
import { addProcess } from "./process.ts";
import { tellSettings } from "./outputs.ts";
import { addPublisher } from "./publisher.ts";
import { addReaction } from "./reaction.ts";
import { addReads } from "./reads.ts";
import { readSettings } from "./settings.ts";
import { createSight } from "./sight.ts";
import { addSweeper } from "./sweeper.ts";
import { addTimers } from "./timers.ts";
import { createWebhooks } from "./webhooks.ts";

/** Stages whose reactions have a stack of their own: in one with all others it would grow to what CloudFormation takes. */
const beforeTheSale = new Set(["submission", "lead", "activity", "team", "import"]);

/**
 * The whole of Salesline as stacks: data that outlives the code, the API with what is read, one stack for each stage,
 * and the flow. `dist` is the folder of the bundles. A finding of the checks makes `app.synth()` throw.
 */
export function createSystem(app: App, plan: Plan, dist: string): void {
  const settings = readSettings(app);
  const { table, bus, people, intake, givenUp, webhookKey } = createData(app, settings);
  const api = createApi(app, people);
  const stages = plan.stages.map(({ stage }) => stage);
  allowConsumers(bus, readConsumers(app, stages));
  addProcess({ api, table, settings, dist });
  addReads({ api, table, stages, settings, dist });
  for (const entry of plan.stages) createCommands(app, entry, { api, table, webhookKey, settings, dist });

  createCapture(app, { api, table, bus, intake, settings, dist });

  const flow = new Stack(app, "salesline-flow", {
    description: "Salesline: events go out, and what follows from them is done",
  });
  const publish = addPublisher(flow, { table, bus, givenUp, settings, dist });
  tellSettings(flow, settings);
  const sweep = addSweeper(flow, { table, bus, settings, dist });
  const leadFlow = new Stack(app, "salesline-lead-flow", {
    description: "Salesline: what follows while a lead comes in and is given to somebody",
  });
  for (const reaction of plan.flow) {
    const stack = beforeTheSale.has(reaction.action.home.name) ? leadFlow : flow;
    addReaction(stack, reaction, { table, bus, settings, dist });
  }
  addTimers(flow, plan.timers, { table, bus, settings, dist });
  createExports(app, { api, table, bus, settings, dist });
  const { append } = createFeed(app, { api, table, bus, settings, dist });
  createWebhooks(app, { api, table, bus, key: webhookKey, append, settings, dist });
  createSight(app, { api, table, settings });
  orderDeployment(app, { flow, before: [Stack.of(table)], publishers: [publish, sweep] });

  Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new ServerlessChecks(app));
}
