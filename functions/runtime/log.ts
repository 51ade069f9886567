import { Logger } from "@aws-lambda-powertools/logger";
import { known } from "./trace.ts";

const lines = new Logger({ serviceName: "salesline" });

type Fields = Readonly<Record<string, unknown>>;

/**
 * Structured JSON lines, each with what is known about its work (`about` in trace.ts), so that a search for a trace id
 * finds a whole story; never a body, a name or an address: logs outlive the right to them.
 */
export const logger = {
  info: (message: string, fields: Fields = {}) => lines.info(message, { ...known(), ...fields }),
  warn: (message: string, fields: Fields = {}) => lines.warn(message, { ...known(), ...fields }),
  error: (message: string, fields: Fields = {}) => lines.error(message, { ...known(), ...fields }),
};
