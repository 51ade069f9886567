import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { Worker as Thread } from "node:worker_threads";
import type { Page, Worker } from "tesseract.js";

const languages = ["eng", "vie"] as const;
/** One picture must not hold up all others for ever. */
const PATIENCE_MS = 25_000;

const { resolve } = createRequire(import.meta.url);

/** The data of the languages lies in a package each, and the reader looks into one folder. */
function gatherLanguages(): string {
  const folder = mkdtempSync(join(tmpdir(), "salesline-letters-"));
  for (const language of languages) {
    const from = dirname(resolve(`@tesseract.js-data/${language}/package.json`));
    const file = `${language}.traineddata.gz`;
    copyFileSync(join(from, "4.0.0_best_int", file), join(folder, file));
  }
  return folder;
}

/** The picture may be well: this machine had too much to do. */
export class ReadTooSlowly extends Error {
  override readonly name = "ReadTooSlowly";
}

/** Reads pictures one after the other, in a thread that is started with the first one. */
export class Reader {
  #folder: string | undefined;
  #worker: Promise<Worker> | undefined;
  #last: Promise<unknown> = Promise.resolve();

  /** Rejects on what it cannot read. */
  read(picture: Uint8Array): Promise<Page> {
    const reading = this.#last.then(() => this.#readNow(picture));
    this.#last = reading.catch(() => undefined);
    return reading;
  }

  async stop(): Promise<void> {
    await this.#end();
    if (this.#folder !== undefined) rmSync(this.#folder, { recursive: true, force: true });
    this.#folder = undefined;
  }

  async #readNow(picture: Uint8Array): Promise<Page> {
    this.#worker ??= this.#start();
    const worker = await this.#worker;
    const broken = Promise.withResolvers<never>();
    // A thread that dies says so to nobody else, and would take this process along.
    const thread: unknown = Reflect.get(worker, "worker");
    if (thread instanceof Thread) thread.once("error", broken.reject);
    const timer = new AbortController();
    const late = pause(PATIENCE_MS, undefined, { signal: timer.signal }).then(() => {
      throw new ReadTooSlowly(`The picture was not read within ${PATIENCE_MS} ms`);
    });
    try {
      const output = { blocks: true, text: true };
      const read = worker.recognize(Buffer.from(picture), { rotateAuto: true }, output);
      const { data } = await Promise.race([read, broken.promise, late]);
      return data;
    } catch (error) {
      await this.#end();
      throw error;
    } finally {
      timer.abort();
      late.catch(() => undefined);
      broken.promise.catch(() => undefined);
      if (thread instanceof Thread) thread.off("error", broken.reject);
    }
  }

  async #start(): Promise<Worker> {
    // Loaded with the first picture: most who start the system send none.
    const { createWorker, OEM, PSM } = await import("tesseract.js");
    this.#folder ??= gatherLanguages();
    const worker = await createWorker([...languages], OEM.LSTM_ONLY, {
      langPath: this.#folder,
      cacheMethod: "none",
      gzip: true,
      // What goes wrong with a picture is the answer to it; without this it would be thrown here as well.
      errorHandler: () => undefined,
    });
    await worker.setParameters({ tessedit_pageseg_mode: PSM.AUTO, user_defined_dpi: "300" });
    return worker;
  }

  async #end(): Promise<void> {
    const worker = await this.#worker?.catch(() => undefined);
    this.#worker = undefined;
    await worker?.terminate();
  }
}
