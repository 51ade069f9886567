import type { JournalTable } from "./table.ts";
import type { Function } from "aws-cdk-lib/aws-lambda";
import { regardingStages } from "../domain/activity/regarding.ts";
import type { AnyStage } from "../domain/kernel/stage.ts";
import { table as keys } from "../functions/runtime/keys.ts";
import type { Api } from "./api.ts";
import { bindIndex, bindSettings, bindTable } from "./bind.ts";
import { createFunction, timeouts } from "./function.ts";
import { addRoutes } from "./route.ts";
import type { Settings } from "./settings.ts";

/** What may be read over HTTP, and nothing else. */
export interface ReadsProps {
  readonly api: Api;
  readonly table: JournalTable;
  readonly stages: readonly AnyStage[];
  readonly settings: Settings;
  readonly dist: string;
}

/** One function that reads, for who is signed in; it may read only as `bind` says. */
interface Read {
  readonly name: string;
  readonly summary: string;
  readonly paths: readonly string[];
  readonly bind: (fn: Function) => void;
}

/** Over GET /accounts/{id}/history the whole chain of a customer is told, not only the events of the account. */
const accountHistory = "/accounts/{id}/history";

/** Adds the functions that read, and the two that everybody may call, with their routes. */
export function addReads(props: ReadsProps): void {
  const { api, dist } = props;
  for (const { name, summary, paths, bind } of [...readsOfRecords(props), ...readsOfStories(props)]) {
    const fn = createFunction(api.stack, name, { name, summary, timeout: timeouts.http, dist });
    const routes = paths.map((path) => ({ method: "GET" as const, path }));
    addRoutes(api.stack, api, fn, routes);
    bind(fn);
  }
  addPublicRoutes(api, dist);
}

function readsOfRecords({ table, stages, settings }: ReadsProps): readonly Read[] {
  const root = (path: string, { plural, singleton }: AnyStage) =>
    singleton === undefined ? `/${plural}/{id}${path}` : `/${plural}${path}`;
  const get = {
    name: "read-get",
    summary: "One record",
    paths: stages.map((stage) => root("", stage)),
    bind: (fn: Function) => bindTable(fn, table, ["get"]),
  };
  const list = {
    name: "read-list",
    summary: "The records of a stage, newest first",
    paths: stages.flatMap(({ plural, singleton }) => (singleton === undefined ? [`/${plural}`] : [])),
    bind(fn: Function) {
      bindIndex(fn, table, keys.board.index);
      bindTable(fn, table, ["get"]);
    },
  };
  // One for each stage, since it holds the code of all the stage's actions.
  const actions = stages.map((stage) => ({
    name: `read-actions-${stage.name}`,
    summary: `What may be asked of a record now, and for the rest why not: ${stage.name}`,
    paths: [root("/actions", stage)],
    bind(fn: Function) {
      bindTable(fn, table, ["get"]);
      bindSettings(fn, settings);
    },
  }));
  return [get, list, ...actions];
}

function readsOfStories({ table, stages }: ReadsProps): readonly Read[] {
  const histories = stages.map(({ plural, singleton }) =>
    singleton === undefined ? `/${plural}/{id}/history` : `/${plural}/history`,
  );
  return [
    {
      name: "read-history",
      summary: "The events of one record",
      paths: histories.filter((path) => path !== accountHistory),
      bind: (fn) => bindTable(fn, table, ["query", "get"]),
    },
    {
      name: "read-activities",
      summary: "The activities of one record",
      paths: regardingStages.map(({ plural }) => `/${plural}/{id}/activities`),
      bind: (fn) => bindTable(fn, table, ["query", "get"]),
    },
    {
      name: "read-compare",
      summary: "What changed between two quotes of an opportunity",
      paths: ["/quotes/{id}/compare"],
      bind: (fn) => bindTable(fn, table, ["get"]),
    },
    {
      name: "read-ubl",
      summary: "Invoices and credit notes as UBL, for Peppol",
      paths: stages
        .filter(({ name }) => ["invoice", "credit-note"].includes(name))
        .map(({ plural }) => `/${plural}/{id}/ubl`),
      bind: (fn) => bindTable(fn, table, ["get"]),
    },
    {
      name: "read-deal-history",
      summary: "The story of one deal, in order",
      paths: ["/deals/{deal}/history"],
      bind(fn) {
        bindIndex(fn, table, keys.deal.index);
        bindTable(fn, table, ["get"]);
      },
    },
    {
      name: "read-account-history",
      summary: "The story of one customer, in order",
      paths: [accountHistory],
      bind(fn) {
        bindIndex(fn, table, keys.account.index);
        bindIndex(fn, table, keys.deal.index);
        bindTable(fn, table, ["get"]);
      },
    },
  ];
}

function addPublicRoutes(api: Api, dist: string): void {
  const create = (name: string, summary: string) =>
    createFunction(api.stack, name, { name, summary, timeout: timeouts.http, dist });
  addRoutes(
    api.stack,
    api,
    create("read-openapi", "The description of the API"),
    [{ method: "GET", path: "/openapi.json" }],
    { publicBecause: "It says how to ask and holds no record: tools read it before anybody signs in" },
  );
  addRoutes(api.stack, api, create("read-unknown", "The answer to every unknown route"), ["$default"], {
    publicBecause: "It only answers that there is no such route, and may touch nothing",
  });
}
