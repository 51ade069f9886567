import { accessSync, constants } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { StartProblem } from "../problem.ts";

const machine = `${process.platform}-${process.arch}`;

const packaged = (): string | undefined => {
  try {
    const manifest = import.meta.resolve(`@dynoxide/${machine}/package.json`);
    return join(dirname(fileURLToPath(manifest)), process.platform === "win32" ? "dynoxide.exe" : "dynoxide");
  } catch {
    return undefined;
  }
};

const isExecutable = (file: string) => {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

/** Path of the DynamoDB engine: SALESLINE_ENGINE, else the installed package for this machine. Throws StartProblem. */
export const engineBinary = (chosen: string | undefined): string => {
  const file = chosen ?? packaged();
  if (file !== undefined && isExecutable(file)) return file;
  if (chosen !== undefined) {
    throw new StartProblem(
      `SALESLINE_ENGINE names ${chosen}, which is no program; unset it or correct the path`,
    );
  }
  throw new StartProblem(
    `The DynamoDB engine for ${machine} is not installed; run "npm ci" (with optional packages), or set DYNAMODB_ENDPOINT to a running DynamoDB Local`,
  );
};
