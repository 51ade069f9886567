import { Worker } from "node:worker_threads";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import * as z from "zod";

const Read = z.object({ rows: z.number(), bytes: z.number(), ms: z.number(), peakMb: z.number() });

test("50,000 rows of 2 KB are read in constant memory, as are 10,000 in UTF-16", async () => {
  for (const [encoding, rows] of [
    ["utf-8", 50_000],
    ["utf-16le", 10_000],
  ] as const) {
    const worker = new Worker(fileURLToPath(new URL("./read-many.ts", import.meta.url)), {
      workerData: { encoding, rows },
      resourceLimits: { maxOldGenerationSizeMb: 128 },
    });
    const read = Read.parse(
      await new Promise((resolve, reject) => {
        worker.once("message", resolve);
        worker.once("error", reject);
      }),
    );
    await worker.terminate();
    console.info(`${encoding}: ${JSON.stringify(read)}, ${Math.round(read.rows / (read.ms / 1000))} rows/s`);
    expect(read.rows).toBe(rows + 1);
    expect(read.peakMb).toBeLessThan(200);
  }
});
