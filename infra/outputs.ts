import { CfnOutput, type Stack } from "aws-cdk-lib";
import type { Settings } from "./settings.ts";

/** Tells what the company has set, for tools that decide as the functions do. */
export function tellSettings(stack: Stack, settings: Settings): void {
  const { timeZone, currency, paymentDays, country, reactionTries } = settings;
  const value = JSON.stringify({ timeZone, currency, paymentDays, country, reactionTries });
  new CfnOutput(stack, "Settings", { value });
}
