import { parentPort, workerData } from "node:worker_threads";
import * as z from "zod";
import { Encoding } from "../../domain/import/layout.ts";
import { readRows } from "../../functions/runtime/capture/lists/csv-rows.ts";
import { bytesOf } from "./written.ts";

/** Reads a list that is written while it is read, and says how much memory that took at most. */
const { encoding, rows } = z.object({ encoding: Encoding, rows: z.int() }).parse(workerData);

const note = `"${"Trà đá, năm mươi nghìn dòng; ".repeat(66)}"`;

async function* written() {
  yield bytesOf("name;note\n", encoding);
  for (let row = 0; row < rows; row += 1) yield bytesOf(`Ann ${row};${note}\n`, encoding);
}

const before = process.memoryUsage.rss();
let peak = before;
let count = 0;
let bytes = 0;
const began = performance.now();
for await (const { end } of readRows(written(), { encoding, delimiter: ";" }, 0)) {
  count += 1;
  bytes = end;
  if (count % 500 === 0) peak = Math.max(peak, process.memoryUsage.rss());
}
const peakMb = Math.round((peak - before) / 1024 / 1024);
parentPort?.postMessage({ rows: count, bytes, ms: Math.round(performance.now() - began), peakMb }, []);
