import { createWriteStream } from "node:fs";
import { startBus } from "./bus/bus.ts";
import type { BusEvent } from "./bus/bus-event.ts";
import { openDataFolder, removeThrowAway, type DataFolder } from "./data/folder.ts";
import { startEngines, type Engines } from "./engines/engines.ts";
import { startFeeds } from "./feeds.ts";
import { functionEnvironment, type Endpoints } from "./function-environment.ts";
import { type HeldPort, holdPort, startGateway, type Health } from "./gateway/gateway.ts";
import { createIssuer, type TokenIssuer } from "./gateway/tokens.ts";
import { behindOf, healthOf, untilUp } from "./health.ts";
import { mailKeeper } from "./mail/keeper.ts";
import { startMailServer } from "./mail/smtp.ts";
import type { SystemSpec } from "./model.ts";
import { writePlace } from "./place-file.ts";
import { messageOf, StartProblem } from "./problem.ts";
import { openSight, type Sight } from "./metrics/sight.ts";
import { provision } from "./provision/provision.ts";
import { startClocks } from "./scheduler/clocks.ts";
import { startScheduler } from "./scheduler/scheduler.ts";
import { instanceSeams, noSeams, type Seams } from "./seams.ts";
import { startStandIns } from "./stand-ins.ts";
import { readSystem, type LoadedSystem } from "./template/system.ts";
import type { Invoke } from "./workers/invocation.ts";
import { startWorkers, type Workers } from "./workers/pool.ts";

/** How a system is run. */
export interface RuntimeOptions {
  /** Port of the HTTP API on 127.0.0.1; 0 for any. */
  readonly port: number;
  /** Port of the mail server on 127.0.0.1; any when not given. */
  readonly smtpPort?: number;
  /** Folder that is kept between starts, or "memory" for one that is removed at the end. */
  readonly data: string;
  /** Gives the folder of the synthesised app (`cdk.out`); the engines start while it is being made. */
  readonly assembly: () => Promise<string>;
  /** DYNAMODB_ENDPOINT, SALESLINE_ENGINE; those of this process when not given. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** Each event that the bus has accepted. */
  readonly onEvent?: (event: BusEvent) => void;
  /** Who stands between the parts; nobody when not given. */
  readonly seams?: Seams;
}

/** A running system. */
export interface Runtime {
  /** Base URL of the HTTP API. */
  readonly url: string;
  /** Where mail is taken, such as "smtp://127.0.0.1:2525"; undefined when the templates have no rule for it. */
  readonly smtp: string | undefined;
  readonly spec: SystemSpec;
  /** Path of the data folder. */
  readonly data: string;
  /** Types of resources in the templates that do not run here. */
  readonly leftOut: readonly string[];
  readonly endpoints: Endpoints;
  readonly workers: Workers;
  readonly issuer: TokenIssuer;
  readonly health: () => Promise<Health>;
  /** Resolves when the engines have ended, to the reason if nobody told them to. */
  readonly broken: Promise<string>;
  /** Ends everything; whatever was answered is kept. */
  readonly stop: () => Promise<void>;
}

/** What has been opened on the way, ended in reverse order. */
type Closing = AsyncDisposableStack;

/** The ground that functions run on. */
interface Ground {
  readonly seams: Seams;
  readonly port: HeldPort;
  readonly folder: DataFolder;
  readonly engines: Engines;
  readonly system: LoadedSystem;
}

const unusable = (port: number, setting: string, error: unknown) =>
  new StartProblem(
    `Port ${port} cannot be used (${messageOf(error)}); stop the program that uses it, or set ${setting} to another`,
  );

/** Held from the first moment: until the gateway opens, another part or program could be given the same one. */
const takePort = async (wanted: number, closing: Closing): Promise<HeldPort> => {
  try {
    const held = await holdPort(wanted);
    closing.defer(() => held.release());
    return held;
  } catch (error) {
    throw unusable(wanted, "PORT", error);
  }
};

const openEngines = (folder: DataFolder, { environment = process.env }: RuntimeOptions, closing: Closing) => {
  const engines = startEngines(folder, environment);
  // Registered before they are up: when the app does not build meanwhile, they must end all the same.
  closing.defer(async () => (await engines.catch(() => undefined))?.stop());
  return engines;
};

const openGround = async (options: RuntimeOptions, closing: Closing): Promise<Ground> => {
  const port = await takePort(options.port, closing);
  const folder = openDataFolder(options.data);
  closing.defer(async () => removeThrowAway(folder));
  const [engines, assembly] = await Promise.all([openEngines(folder, options, closing), options.assembly()]);
  const { seams = noSeams } = options;
  const read = readSystem(assembly, { queueEndpoint: engines.sqs, apiUrl: `http://127.0.0.1:${port.port}` });
  const system = { ...read, spec: seams.arrange(read.spec) };
  await provision(engines, system);
  return { seams, port, folder, engines, system };
};

const openBus = async ({ engines, system, seams }: Ground, { event: onEvent }: Sight, closing: Closing) => {
  const { rules, buses, region, account } = system.spec;
  const queueEndpoint = seams.via("bus", engines.sqs);
  const bus = await startBus({ rules, buses, region, account, queueEndpoint, onEvent });
  closing.defer(() => bus.stop());
  return bus;
};

const openScheduler = async ({ engines, folder, system, seams }: Ground, closing: Closing) => {
  const { scheduleGroups: groups, queues, region, account } = system.spec;
  const { schedules: file } = folder;
  const scheduler = await startScheduler({
    file,
    groups,
    queues,
    region,
    account,
    queueEndpoint: seams.via("scheduler", engines.sqs),
  });
  closing.defer(() => scheduler.stop());
  return scheduler;
};

/** The door for mail: opened after all that a mail goes through, closed before. */
const openMail = async (
  { engines, system, seams }: Ground,
  { smtpPort: port = 0 }: RuntimeOptions,
  closing: Closing,
) => {
  const { mailRules: rules, region } = system.spec;
  if (rules.length === 0) return undefined;
  const keeper = mailKeeper(seams.via("mail", engines.sqs), region);
  closing.defer(async () => keeper.stop());
  const mail = await startMailServer({ port, rules, keeper }).catch((error: unknown) => {
    throw unusable(port, "SMTP_PORT", error);
  });
  closing.defer(() => mail.stop());
  return mail;
};

const openWorkers = (
  { folder, system: { spec }, seams }: Ground,
  endpoints: Endpoints,
  sight: Sight,
  closing: Closing,
) => {
  const output = createWriteStream(folder.functionLog);
  const log = (name: string, line: string) => {
    output.write(`${name}  ${line}\n`);
    sight.line(line);
  };
  const environment = functionEnvironment(endpoints, spec);
  const instances = instanceSeams(seams, endpoints, spec);
  const workers = startWorkers(spec.functions, { environment, log, ...(instances && { instances }) });
  closing.defer(() => workers.stop());
  const invoke: Invoke = async (functionArn, ...call) => {
    const result = await workers.invoke(functionArn, ...call);
    if (!result.ok) log(functionArn.split(":").at(-1) ?? "", `${result.errorType}: ${result.errorMessage}`);
    return result;
  };
  return { ...workers, invoke };
};

const compose = async (options: RuntimeOptions, closing: Closing): Promise<Runtime> => {
  const ground = await openGround(options, closing);
  const { engines, folder, system, seams } = ground;
  const { spec, leftOut } = system;
  const { onEvent } = options;
  const sight = openSight({ spec, queues: engines.sqs, behind: () => behindOf(sources), onEvent });
  const bus = await openBus(ground, sight, closing);
  const scheduler = await openScheduler(ground, closing);
  const { textract, kms, sender } = await startStandIns(folder, spec, closing);
  const { dynamodb, sqs } = engines;
  const endpoints = {
    dynamodb,
    sqs,
    events: bus.url,
    scheduler: scheduler.url,
    textract: textract.url,
    ses: sender.url,
    kms: kms.url,
  };
  const workers = openWorkers(ground, endpoints, sight, closing);
  const { invoke } = workers;
  const { sources, wake } = startFeeds(spec, {
    engines: {
      ...engines,
      dynamodb: seams.via("stream", engines.dynamodb),
      sqs: seams.via("queues", engines.sqs),
    },
    invoke,
    positions: folder.positions,
    closing,
  });
  const clocks = startClocks(spec.clocks, { ...spec, invoke });
  closing.defer(() => clocks.stop());
  const mail = await openMail(ground, options, closing);
  const { depths, pages, answered } = sight;
  const health = () => healthOf({ engines, bus, scheduler, textract, kms, sources, mail, depths });
  const issuer = await createIssuer(spec.routes);
  const backend = { invoke, issuer, health, wake, pages, answered };
  const gateway = await startGateway({ port: ground.port, routes: spec.routes, ...backend });
  closing.defer(() => gateway.stop());
  closing.defer(async () => sight.stop());
  writePlace(folder.place, { url: gateway.url, region: spec.region, ...system.listing, endpoints });
  await untilUp(health);
  const stop = () => closing.disposeAsync();
  const { broken } = engines;
  return {
    url: gateway.url,
    smtp: mail && `smtp://127.0.0.1:${mail.port}`,
    spec,
    data: folder.path,
    leftOut,
    endpoints,
    workers,
    issuer,
    health,
    broken,
    stop,
  };
};

/** Starts the whole system and resolves when it is up. Throws StartProblem, with nothing left running. */
export const startRuntime = async (options: RuntimeOptions): Promise<Runtime> => {
  const closing = new AsyncDisposableStack();
  try {
    return await compose(options, closing);
  } catch (error) {
    await closing.disposeAsync();
    throw error;
  }
};
