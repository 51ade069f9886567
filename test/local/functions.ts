import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { FunctionSpec } from "../../local/model.ts";

/** A temporary folder of small functions, one module each. */
export interface Functions {
  readonly folder: string;
  /** Writes a function with this module text and describes it as the template would. */
  add(name: string, source: string, spec?: Partial<FunctionSpec>): FunctionSpec;
  remove(): void;
}

export function writeFunctions(): Functions {
  const folder = mkdtempSync(join(tmpdir(), "salesline-functions-"));
  return {
    folder,
    add(name, source, spec = {}) {
      const codeDir = join(folder, name);
      mkdirSync(codeDir, { recursive: true });
      writeFileSync(join(codeDir, "index.mjs"), source);
      return {
        name,
        arn: `arn:aws:lambda:eu-central-1:000000000000:function:${name}`,
        codeDir,
        handler: "index.handler",
        environment: {},
        timeoutSeconds: 10,
        memoryMb: 128,
        ...spec,
      };
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
