import * as z from "zod";
import { StartProblem } from "./problem.ts";

const Environment = z.object({
  PORT: z.coerce.number("PORT must be a number").int().min(0).max(65_535).default(3000),
  SMTP_PORT: z.coerce.number("SMTP_PORT must be a number").int().min(0).max(65_535).default(2525),
  SALESLINE_DATA: z.string().min(1).default(".salesline"),
});

/** How `npm start` is told what to do. */
export interface Settings {
  readonly port: number;
  readonly smtpPort: number;
  /** Folder, or "memory". */
  readonly data: string;
}

/** Reads PORT, SMTP_PORT and SALESLINE_DATA. Throws StartProblem. */
export const readSettings = (environment: Readonly<Record<string, string | undefined>>): Settings => {
  const parsed = Environment.safeParse(environment);
  if (parsed.success) {
    const { PORT: port, SMTP_PORT: smtpPort, SALESLINE_DATA: data } = parsed.data;
    return { port, smtpPort, data };
  }
  const names = parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
  throw new StartProblem(`These settings cannot be used: ${names.join("; ")}`);
};
