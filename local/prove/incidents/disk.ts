import { chmodSync, existsSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { engineBinary } from "../../engines/binary.ts";
import type { Incident } from "./incident.ts";

const BLOCK_BYTES = 512;
/** What the largest file may still grow by. */
const ROOM_BYTES = 40_000;

const sizeOf = (file: string) => (existsSync(file) ? statSync(file).size : 0);

/** A program that runs the engine with a limit for each of its files: writing beyond it fails as on a full disk. */
const limitedEngine = (data: string): string => {
  const tables = join(data, "tables.db");
  const largest = Math.max(sizeOf(tables), sizeOf(`${tables}-wal`));
  const blocks = Math.ceil((largest + ROOM_BYTES) / BLOCK_BYTES);
  const file = join(data, "limited-engine.sh");
  const binary = engineBinary(undefined);
  writeFileSync(file, `#!/bin/sh\ntrap '' XFSZ\nulimit -f ${blocks}\nexec '${binary}' "$@"\n`);
  chmodSync(file, 0o755);
  return file;
};

/** The disk of the tables is full for a while: nothing can be committed. */
export const diskFull: Incident = {
  name: "disk-full",
  weight: 1,
  isEarly: true,
  happen: async ({ keeper, data, random }) => {
    await keeper.restart(async () => keeper.setEnvironment({ SALESLINE_ENGINE: limitedEngine(data) }));
    await pause(random.whole(4000, 9000));
    await keeper.restart(async () => keeper.setEnvironment({}));
  },
};
