import { CfnOutput, type Stack } from "aws-cdk-lib";
import type { Settings } from "./settings.ts";
import { restoredTable } from "./table.ts";

/** Tells what the company has set, for tools that decide as the functions do. */
export function tellSettings(stack: Stack, settings: Settings): void {
  const { timeZone, currency, paymentDays, country, reactionTries } = settings;
  const table = restoredTable(settings.restoredStream);
  const value = JSON.stringify({ timeZone, currency, paymentDays, country, reactionTries, table });
  new CfnOutput(stack, "Settings", { value });
}
