import { existsSync, statSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import * as z from "zod";
import { messageOf, StartProblem } from "../problem.ts";

const Check = z.object({ quick_check: z.string() });

/** About a second of checking, which passes while the app is built. */
const largestChecked = 64 * 1024 * 1024;

const faultOf = (file: string): string | undefined => {
  const database = new DatabaseSync(file);
  try {
    database.prepare("SELECT count(*) FROM sqlite_master").get();
    if (statSync(file).size > largestChecked) return undefined;
    const { quick_check } = Check.parse(database.prepare("PRAGMA quick_check(1)").get());
    return quick_check === "ok" ? undefined : quick_check;
  } finally {
    database.close();
  }
};

/** The StartProblem for a data folder that cannot be read any more. */
export const damaged = (file: string, reason: string): StartProblem =>
  new StartProblem(
    `The data in ${file} is damaged (${reason.replaceAll(/\s+/g, " ")}); move the folder away, restore it, or set SALESLINE_DATA to another one`,
  );

/** Makes sure that a database file, if there is one, is whole. Throws StartProblem. */
export const checkDatabase = (file: string): void => {
  if (!existsSync(file)) return;
  let fault: string | undefined;
  try {
    fault = faultOf(file);
  } catch (error) {
    fault = messageOf(error);
  }
  if (fault !== undefined) throw damaged(file, fault);
};
