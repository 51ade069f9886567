import * as z from "zod";
import { StartProblem } from "./problem.ts";

const Environment = z.object({
  PORT: z.coerce.number("PORT must be a number").int().min(0).max(65_535).default(3000),
  SALESLINE_DATA: z.string().min(1).default(".salesline"),
});

/** How `npm start` is told what to do. */
export interface Settings {
  readonly port: number;
  /** Folder, or "memory". */
  readonly data: string;
}

/** Reads PORT and SALESLINE_DATA. Throws StartProblem. */
export const readSettings = (environment: Readonly<Record<string, string | undefined>>): Settings => {
  const parsed = Environment.safeParse(environment);
  if (parsed.success) return { port: parsed.data.PORT, data: parsed.data.SALESLINE_DATA };
  const names = parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
  throw new StartProblem(`These settings cannot be used: ${names.join("; ")}`);
};
