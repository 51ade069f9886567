import { CloudFormationClient } from "@aws-sdk/client-cloudformation";
import { join } from "node:path";
import { listCloud } from "../../functions/runtime/ops/cloud.ts";
import { openOps, type Ops } from "../../functions/runtime/ops/ops.ts";
import { NoPlace, placeOf } from "../../functions/runtime/ops/place.ts";
import { readPlace, type PlaceFile } from "../place-file.ts";
import { clientOptions } from "../provision/client.ts";
import type { CommonOptions } from "./arguments.ts";

/** Opens the installation in the AWS account of the operator's credentials. */
const openCloud = async (): Promise<Ops> => {
  const client = new CloudFormationClient({});
  try {
    const region = await client.config.region();
    return openOps(placeOf(`The AWS account in ${region}`, await listCloud(client)), {});
  } finally {
    client.destroy();
  }
};

const runs = async (url: string) => {
  try {
    await fetch(`${url}/health`, { signal: AbortSignal.timeout(5000) });
    return true;
  } catch {
    return false;
  }
};

const notRunning = (folder: string) =>
  new NoPlace(
    `No system runs on the data folder ${folder}: run "npm start" first, name its folder with --data (npm start prints it), or say --aws for the account of your AWS credentials`,
  );

const placeFileIn = (folder: string): PlaceFile => {
  try {
    return readPlace(join(folder, "place.json"));
  } catch {
    throw notRunning(folder);
  }
};

/** Opens the system that runs on a data folder of this machine. Throws NoPlace when none does. */
export const openLocal = async (folder: string): Promise<Ops> => {
  const { url, region, endpoints, ...listing } = placeFileIn(folder);
  if (!(await runs(url))) throw notRunning(folder);
  const { credentials } = clientOptions(url, region);
  // The local queues that are kept on disk lose a message until their next start when they are told 0.
  const backSeconds = 1;
  return openOps(placeOf(`The local system at ${url}`, listing), {
    region,
    credentials,
    endpoints,
    backSeconds,
  });
};

/** Opens the installation that the options name: the account with --aws, else what runs on the data folder. */
export const openInstallation = ({ aws, data }: CommonOptions): Promise<Ops> =>
  aws ? openCloud() : openLocal(data ?? process.env["SALESLINE_DATA"] ?? ".salesline");
