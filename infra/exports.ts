import { type App, type Duration, Stack, Validations } from "aws-cdk-lib";
import type { EventBus } from "aws-cdk-lib/aws-events";
import type { Function } from "aws-cdk-lib/aws-lambda";
import type { Bucket } from "aws-cdk-lib/aws-s3";
import { advanceExport, failExport, startExport } from "../domain/export/actions.ts";
import { EXPORT_PREFIX } from "../functions/runtime/export/kept.ts";
import { type ExportRoute, exportRoutes } from "../functions/runtime/export/routes.ts";
import type { Api } from "./api.ts";
import { bindAction, bindExports, bindTable } from "./bind.ts";
import { createExportBucket } from "./bucket.ts";
import { createFunction, timeouts } from "./function.ts";
import { addRoutes } from "./route.ts";
import type { Settings } from "./settings.ts";
import type { JournalTable } from "./table.ts";
import { collect, consume, createWorkQueue } from "./work-queue.ts";

/** What exports and the snapshot are bound to. */
export interface ExportsProps {
  readonly api: Api;
  readonly table: JournalTable;
  readonly bus: EventBus;
  readonly settings: Settings;
  readonly dist: string;
}

/** A part is held in memory before and after it is packed. */
const MEMORY = 512;

/** Parts that are written at the same moment; of one export they come one after the other. */
const AT_ONCE = 3;

interface Served {
  readonly summary: string;
  readonly timeout: Duration;
  readonly bind: (fn: Function) => void;
}

/** The stack of what is had in bulk: the snapshot, and the files of exports with what writes them. */
export function createExports(app: App, props: ExportsProps): void {
  const { api, table, dist } = props;
  const stack = new Stack(app, "salesline-exports", {
    description: "Salesline: all records, and all events of a range of time, for other systems",
  });
  const bucket = createExportBucket(stack);
  const served: Readonly<Record<ExportRoute["entry"], Served>> = {
    "read-snapshot": {
      summary: "All records, and from where on to follow the feed",
      timeout: timeouts.http,
      bind: (fn) => bindTable(fn, table, ["get", "query"]),
    },
    "read-export-files": {
      summary: "From where the files of an export can be had",
      timeout: timeouts.http,
      bind(fn) {
        bindTable(fn, table, ["get"]);
        // Who has an address reads with the rights of the function that signed it.
        bindExports(fn, bucket, ["get"]);
        acknowledgeFiles(fn);
      },
    },
  };
  for (const { entry: name, method, path } of exportRoutes) {
    const { summary, timeout, bind } = served[name];
    const fn = createFunction(stack, name, { name, summary, timeout, memoryMb: MEMORY, dist });
    addRoutes(stack, api, fn, [{ method, path }]);
    bind(fn);
  }
  addWriter(stack, bucket, props);
}

/** The bucket, as the template of this stack names its ARN. */
const BUCKET = "<Exports25637AFB.Arn>";

function acknowledgeFiles({ role, node }: Function): void {
  if (role === undefined) throw new Error(`${node.path} has no role of its own`);
  Validations.of(role).acknowledge({
    id: `AwsSolutions-IAM5[Resource::${BUCKET}/${EXPORT_PREFIX}*]`,
    reason: "Files of exports that are yet to come; nothing else lies under this prefix",
  });
}

/** The events that ask for a part of an export: its beginning, and each part asks for the one after it. */
const types = ["export.requested", "export.started", "export.part-written", "export.searched"];

function addWriter(stack: Stack, bucket: Bucket, { table, bus, settings, dist }: ExportsProps): void {
  const name = "export-run";
  const work = createWorkQueue(stack, name, "Parts of exports that could not be written", settings);
  collect(stack, name, work, {
    bus,
    types,
    description: `${types.join(", ")} -> the next part of the export`,
  });
  const fn = createFunction(stack, name, {
    name,
    summary: "Writes the events of an export into files, part by part",
    timeout: timeouts.queue,
    memoryMb: MEMORY,
    dist,
  });
  for (const action of [startExport, advanceExport, failExport]) bindAction(fn, action, table, settings);
  bindExports(fn, bucket, ["put"]);
  acknowledgeFiles(fn);
  fn.addEnvironment("MESSAGE_TRIES", String(settings.reactionTries));
  consume(fn, work, AT_ONCE, 1);
}
