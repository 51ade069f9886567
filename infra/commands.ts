import { type App, Stack } from "aws-cdk-lib";
import type { IKey } from "aws-cdk-lib/aws-kms";
import type { JournalTable } from "./table.ts";
import { routeUnder } from "../domain/kernel/action.ts";
import type { StageWithActions } from "../domain/kernel/verbs.ts";
import type { Api } from "./api.ts";
import { bindAction } from "./bind.ts";
import { createFunction, timeouts } from "./function.ts";
import { routedActions } from "./plan.ts";
import { addRoutes } from "./route.ts";
import { bindSubscription } from "./webhook-key.ts";
import type { Settings } from "./settings.ts";

/** What the functions of a stage are bound to. */
export interface CommandsProps {
  readonly api: Api;
  readonly table: JournalTable;
  readonly webhookKey: IKey;
  readonly settings: Settings;
  readonly dist: string;
}

/** The stack of one stage: a function and a route for each action that people and systems may ask. */
export function createCommands(app: App, { stage, actions }: StageWithActions, props: CommandsProps): void {
  const { api, table, webhookKey, settings, dist } = props;
  const routed = routedActions(actions);
  if (routed.length === 0) return;
  const stack = new Stack(app, `salesline-${stage.name}`, {
    description: `Salesline: what may be asked of a ${stage.name}`,
  });
  for (const action of routed) {
    const { verb, summary, route, under } = action;
    const name = `${stage.name}-${verb}`;
    const fn = createFunction(stack, verb, { name, summary, timeout: timeouts.http, dist });
    bindAction(fn, action, table, settings);
    bindSubscription(fn, action.name, webhookKey, settings);
    addRoutes(stack, api, fn, [route, ...under.map((home) => routeUnder(home, action))]);
  }
}
