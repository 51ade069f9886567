import { type Duration, type Stack, Validations } from "aws-cdk-lib";
import type { Function } from "aws-cdk-lib/aws-lambda";
import { SqsEventSource } from "aws-cdk-lib/aws-lambda-event-sources";
import { advanceImport, createImport, failImport, mapImport } from "../domain/import/actions.ts";
import { enterSubmission } from "../domain/submission/actions.ts";
import { listRoutes, type ListRoute } from "../functions/runtime/capture/lists/routes.ts";
import { table as keys } from "../functions/runtime/keys.ts";
import { bindAction, bindBucket, bindIndex, bindMissing, bindQueue, bindTable } from "./bind.ts";
import type { CaptureProps } from "./capture.ts";
import { createFunction, timeouts } from "./function.ts";
import { addRoutes } from "./route.ts";
import { collect, createWorkQueue, knowFirst } from "./work-queue.ts";

/** Where the files of lists lie. */
const PREFIX = "imports/";

/** The bucket, as this stack imports its ARN from that of the data. */
const BUCKET = "salesline-data:ExportsOutputFnGetAttIntakeA0CA28E8Arn52054E15";

/** A part of a list, and what is known of the rows before it, is held in memory. */
const MEMORY = 512;

/** Lists that are worked on at the same moment: each is one part after the other. */
const AT_ONCE = 5;

interface Served {
  readonly summary: string;
  readonly timeout: Duration;
  readonly bind: (fn: Function) => void;
}

function servedBy({ table, intake, settings }: CaptureProps): Readonly<Record<ListRoute["entry"], Served>> {
  return {
    "capture-create-import": {
      summary: "Takes a list, or says where a large one is to be put",
      timeout: timeouts.http,
      bind(fn) {
        bindAction(fn, createImport, table, settings);
        // What is put over an upload URL is put with the rights of the function that signed it.
        bindBucket(fn, intake, PREFIX, ["put"]);
      },
    },
    "capture-analyse-import": {
      summary: "Reads an uploaded list once, and guesses its columns",
      timeout: timeouts.queue,
      bind(fn) {
        bindAction(fn, mapImport, table, settings);
        bindBucket(fn, intake, PREFIX, ["get"]);
        bindMissing(fn, intake, PREFIX);
      },
    },
    "capture-import-rows": {
      summary: "What became of each row of a list",
      timeout: timeouts.http,
      bind(fn) {
        bindTable(fn, table, ["get"]);
        bindBucket(fn, intake, PREFIX, ["get"]);
        bindMissing(fn, intake, PREFIX);
      },
    },
    "capture-export-leads": {
      summary: "Leads as CSV",
      timeout: timeouts.http,
      bind(fn) {
        bindIndex(fn, table, keys.board.index);
        bindTable(fn, table, ["get"]);
      },
    },
  };
}

function acknowledgeFiles({ role, node }: Function): void {
  if (role === undefined) throw new Error(`${node.path} has no role of its own`);
  Validations.of(role).acknowledge({
    id: `AwsSolutions-IAM5[Resource::${BUCKET}/${PREFIX}*]`,
    reason: "Files of lists that are yet to come; nothing else lies under this prefix",
  });
}

/** Adds lists: what takes them in, analyses, reads and exports them, and what works through their rows part by part. */
export function addLists(stack: Stack, props: CaptureProps): void {
  const { api, dist } = props;
  const served = servedBy(props);
  for (const { entry: name, method, path } of listRoutes) {
    const { summary, timeout, bind } = served[name];
    const fn = createFunction(stack, name, { name, summary, timeout, memoryMb: MEMORY, dist });
    addRoutes(stack, api, fn, [{ method, path }]);
    bind(fn);
    if (name !== "capture-export-leads") acknowledgeFiles(fn);
  }
  addWorker(stack, props);
}

/** The events that ask for a part of a list: the first of a check or of a run, and each part asks for the one after it. */
const types = ["import.check-started", "import.started", "import.progressed"];

function addWorker(stack: Stack, { table, bus, intake, settings, dist }: CaptureProps): void {
  const name = "run-lists";
  const work = createWorkQueue(stack, name, "Parts of lists that could not be worked through", settings);
  const description = `${types.join(", ")} -> the next part of the list`;
  collect(stack, name, work, { bus, types, description });
  const fn = createFunction(stack, name, {
    name: "capture-run-lists",
    summary: "Checks lists and takes them in, part by part",
    timeout: timeouts.queue,
    memoryMb: MEMORY,
    dist,
  });
  for (const action of [enterSubmission, advanceImport, failImport]) bindAction(fn, action, table, settings);
  bindBucket(fn, intake, PREFIX, ["get", "put"]);
  bindMissing(fn, intake, PREFIX);
  acknowledgeFiles(fn);
  bindQueue(fn, work.queue);
  knowFirst(fn, work);
  fn.addEnvironment("MESSAGE_TRIES", String(settings.reactionTries));
  // A part takes most of the time that the function has: a message is a batch of its own.
  fn.addEventSource(
    new SqsEventSource(work.queue, { batchSize: 1, reportBatchItemFailures: true, maxConcurrency: AT_ONCE }),
  );
  Validations.of(fn).acknowledge({
    id: "Serverless-LambdaEventSourceMappingDestination",
    reason: "A mapping on a queue has no destination for failures: the redrive policy of the queue is it",
  });
}
