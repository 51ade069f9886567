import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod";
import { StartProblem } from "../problem.ts";

/** How far a source has come: all records of this stream up to `after` are done. */
const Position = z.object({ streamArn: z.string(), after: z.string().optional() });
export type Position = z.infer<typeof Position>;

/** The saved position of one source; writing is atomic for a process that is killed. */
export class SavedPosition {
  readonly #file: string;

  constructor(folder: string, sourceId: string) {
    mkdirSync(folder, { recursive: true });
    this.#file = join(folder, `${encodeURIComponent(sourceId)}.json`);
  }

  /** undefined when there is none yet. Throws StartProblem when the file is damaged. */
  read(): Position | undefined {
    const text = this.#text();
    if (text === undefined) return undefined;
    try {
      return Position.parse(JSON.parse(text));
    } catch {
      throw new StartProblem(
        `The stream position ${this.#file} is damaged: delete it to deliver the whole stream again`,
      );
    }
  }

  write(position: Position): void {
    const draft = `${this.#file}.new`;
    writeFileSync(draft, JSON.stringify(position));
    renameSync(draft, this.#file);
  }

  #text(): string | undefined {
    try {
      return readFileSync(this.#file, "utf8");
    } catch (error) {
      if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
      throw error;
    }
  }
}
