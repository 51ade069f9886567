import type { JournalTable } from "./table.ts";
import type { Function } from "aws-cdk-lib/aws-lambda";
import { table as keys } from "../functions/runtime/keys.ts";
import { type ProcessRoute, processRoutes } from "../functions/runtime/read/process-routes.ts";
import type { Api } from "./api.ts";
import { bindIndex, bindSettings, bindTable } from "./bind.ts";
import { createFunction, timeouts } from "./function.ts";
import { addRoutes } from "./route.ts";
import type { Settings } from "./settings.ts";

/** What the functions of the sales processes are bound to. */
export interface ProcessProps {
  readonly api: Api;
  readonly table: JournalTable;
  readonly settings: Settings;
  readonly dist: string;
}

/** One function of the sales processes; it may do only what `bind` says. */
interface Served {
  readonly summary: string;
  readonly bind: (fn: Function) => void;
}

function servedBy({ table, settings }: ProcessProps): Readonly<Record<ProcessRoute["entry"], Served>> {
  return {
    "read-labels": {
      summary: "What everything is called, in one language",
      bind: (fn) => bindTable(fn, table, ["get"]),
    },
    "process-check": {
      summary: "What a change of the sales processes would do to open records",
      bind(fn) {
        bindIndex(fn, table, keys.board.index);
        bindTable(fn, table, ["get"]);
      },
    },
    "deal-migrate": {
      summary: "Every open record of a deal follows its process as it is now",
      bind(fn) {
        bindIndex(fn, table, keys.deal.index);
        bindTable(fn, table, ["command"]);
        bindSettings(fn, settings);
      },
    },
  };
}

/** Adds the functions of the sales processes that ask no action of one record, with their routes. */
export function addProcess(props: ProcessProps): void {
  const { api, dist } = props;
  const served = servedBy(props);
  for (const { entry: name, method, path } of processRoutes) {
    const { summary, bind } = served[name];
    const fn = createFunction(api.stack, name, { name, summary, timeout: timeouts.http, dist });
    addRoutes(api.stack, api, fn, [{ method, path }]);
    bind(fn);
  }
}
