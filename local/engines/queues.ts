import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { startFauxqs } from "fauxqs";
import { checkDatabase } from "../data/database.ts";
import { keepToLoopback } from "./loopback.ts";

/** The running queue and bucket engine. */
export interface QueueEngine {
  readonly endpoint: string;
  readonly stop: () => Promise<void>;
}

/** Starts queues and buckets in this process, on a free port of 127.0.0.1, kept in the folder. Throws StartProblem when the folder is damaged. */
export const startQueues = async (folder: string): Promise<QueueEngine> => {
  mkdirSync(folder, { recursive: true });
  checkDatabase(join(folder, "fauxqs.db"));
  keepToLoopback();
  const server = await startFauxqs({ port: 0, logger: false, dataDir: folder });
  return { endpoint: `http://127.0.0.1:${server.port}`, stop: () => server.stop() };
};
