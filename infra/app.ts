import { fileURLToPath } from "node:url";
import { App } from "aws-cdk-lib";
import { records } from "../domain/stages.ts";
import { readConsumers } from "./consumers.ts";
import { plan } from "./plan.ts";
import { readContext, readLocalContext } from "./settings.ts";
import { createSystem } from "./system.ts";

// Run by the CDK command line, which says where to write, or alone, for this machine.
const byCommandLine = process.env["CDK_OUTDIR"] !== undefined;
const path = (relative: string) => fileURLToPath(new URL(relative, new URL("../", import.meta.url)));

try {
  const app = new App({
    context: {
      ...(byCommandLine ? readContext : readLocalContext)(path("cdk.json")),
      // On this machine the bundles run where they are; only a deployment needs copies.
      ...(!byCommandLine && { "aws:cdk:disable-asset-staging": true }),
    },
    analyticsReporting: false,
    // Whether CloudFormation would take the templates matters only to a deployment, and takes seconds to check.
    builtinCloudFormationValidation: byCommandLine,
    treeMetadata: byCommandLine,
    ...(!byCommandLine && { outdir: path("cdk.out") }),
  });
  createSystem(app, plan, path("dist"));
  // Nothing reads them on this machine, and the schema of every event takes time to make.
  if (byCommandLine) {
    const { createContracts } = await import("./contracts.ts");
    createContracts(app, readConsumers(app, records));
  }
  app.synth();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
