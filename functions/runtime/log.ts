import { Logger } from "@aws-lambda-powertools/logger";

/** Structured JSON lines; never a body, a name or an address: logs outlive the right to them. */
export const logger = new Logger({ serviceName: "salesline" });
