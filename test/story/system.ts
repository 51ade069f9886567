import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { App } from "aws-cdk-lib";
import { Envelope } from "../../domain/kernel/event.ts";
import { bundle } from "../../infra/bundle.ts";
import { plan } from "../../infra/plan.ts";
import { readLocalContext } from "../../infra/settings.ts";
import { createSystem } from "../../infra/system.ts";
import { afterAll, beforeAll } from "vitest";
import { openClient } from "../../local/client/client.ts";
import { startRuntime } from "../../local/runtime.ts";
import { openBus } from "./bus.ts";
import { signIn } from "../../local/bench/deal.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** What is shorter than where people wait for it. */
interface Haste {
  /** Deliveries of an event to a reaction before it is a dead letter. */
  readonly reactionTries?: number;
  /** Seconds until a message comes back whose function was gone in the middle of it. */
  readonly visibilitySeconds?: number;
}

const hasten = (assembly: string, seconds: number) => {
  for (const name of readdirSync(assembly).filter((file) => file.endsWith(".template.json"))) {
    const file = join(assembly, name);
    const template = readFileSync(file, "utf8");
    writeFileSync(
      file,
      template.replaceAll(/"VisibilityTimeout": ?[0-9]+/g, `"VisibilityTimeout":${seconds}`),
    );
  }
};

/** Bundles and synthesises the whole system into a folder of its own, which holds data too, and is removed in the end. */
export const synthesise = async ({ reactionTries, visibilitySeconds }: Haste = {}) => {
  const folder = mkdtempSync(join(tmpdir(), "salesline-story-"));
  const [dist, assembly] = [join(folder, "dist"), join(folder, "cdk.out")];
  await bundle(root, dist);
  const app = new App({
    outdir: assembly,
    context: {
      ...readLocalContext(join(root, "cdk.json")),
      ...(reactionTries !== undefined && { reactionTries }),
      "aws:cdk:disable-asset-staging": true,
    },
    analyticsReporting: false,
    treeMetadata: false,
    builtinCloudFormationValidation: false,
  });
  createSystem(app, plan, dist);
  app.synth();
  if (visibilitySeconds !== undefined) hasten(assembly, visibilitySeconds);
  return { assembly, data: join(folder, "data"), remove: () => rmSync(folder, { recursive: true }) };
};

const start = async (haste: Haste) => {
  const { assembly, remove } = await synthesise(haste);
  const events: Envelope[] = [];
  const runtime = await startRuntime({
    port: 0,
    data: "memory",
    assembly: () => Promise.resolve(assembly),
    onEvent: ({ detail }) => void events.push(Envelope.parse(detail)),
  });
  const client = openClient(runtime.url);
  const bus = openBus(runtime);
  return {
    runtime,
    client,
    bus,
    crew: await signIn(client),
    /** What the bus has taken, in order. */
    events,
    stop: async () => {
      bus.close();
      client.close();
      await runtime.stop();
      remove();
    },
  };
};

/** The whole system, running in this process on data that is thrown away, with the people of a deal signed in. */
export type System = Awaited<ReturnType<typeof start>>;

/** Starts a system for the tests of a file and ends it after them; call the result inside of a test. */
export const useSystem = (haste: Haste): (() => System) => {
  let system: System | undefined;
  beforeAll(async () => {
    system = await start(haste);
  });
  afterAll(() => system?.stop());
  return () => {
    if (system === undefined) throw new Error("The system is there inside of tests only");
    return system;
  };
};
