import { checkDatabase } from "../data/database.ts";
import { removeThrowAway } from "../data/folder.ts";
import { lockFolder, type FolderLock } from "../data/lock.ts";
import { messageOf, StartProblem } from "../problem.ts";
import { startDynoxide, type Dynoxide } from "./dynoxide.ts";
import { endLeftover } from "./leftover.ts";
import { Orders, Request, type Report } from "./messages.ts";
import { startQueues } from "./queues.ts";
import { openStreamRecords } from "./stream-records.ts";

// This process owns the engines and the data folder. It ends with its parent: when that is gone, however it
// went, the channel closes. The engine ends with this process (see dynoxide.ts).

const { folder, binary, owner } = Orders.parse(JSON.parse(process.argv[2] ?? "{}"));
let lock: FolderLock | undefined;
let engine: Dynoxide | undefined;
let leaving = false;

const tell = (report: Report) =>
  new Promise<void>((resolve) => {
    if (process.connected) process.send?.(report, undefined, {}, () => resolve());
    else resolve();
  });

const leave = async (code: number) => {
  leaving = true;
  engine?.kill();
  await engine?.ended;
  removeThrowAway(folder);
  lock?.release();
  process.exit(code);
};

const fail = async (thrown: unknown) => {
  if (leaving) return;
  leaving = true;
  if (!(thrown instanceof StartProblem)) console.error(thrown);
  await tell({ kind: "failed", message: messageOf(thrown) });
  await leave(1);
};

const startTables = async (program: string) => {
  endLeftover(folder.tables);
  checkDatabase(folder.tables);
  engine = await startDynoxide({ binary: program, database: folder.tables, log: `${folder.tables}.log` });
  void engine.ended.then(() =>
    fail(new StartProblem(`The DynamoDB engine ended by itself; see ${folder.tables}.log`)),
  );
  return { endpoint: engine.endpoint, records: openStreamRecords(folder.tables) };
};

const start = async () => {
  lock = lockFolder(folder.path, owner);
  const [queues, tables] = await Promise.all([
    startQueues(folder.queues),
    binary === undefined ? undefined : startTables(binary),
  ]);
  const stop = async () => {
    leaving = true;
    tables?.records.close();
    await Promise.all([queues.stop(), engine?.stop()]);
    await leave(0);
  };
  process.on("message", (message) => {
    const request = Request.parse(message);
    if (request.kind === "stop") void stop();
    else if (!leaving) tables?.records.trim(request.table, request.before);
  });
  await tell({ kind: "ready", sqs: queues.endpoint, ...(tables && { dynamodb: tables.endpoint }) });
};

// Ctrl-C goes to every process of the terminal; the parent decides what happens.
process.on("SIGINT", () => undefined);
process.on("SIGTERM", () => undefined);
process.on("SIGHUP", () => undefined);
process.on("disconnect", () => void leave(0));
process.on("uncaughtException", (error) => void fail(error));
await start().catch(fail);
