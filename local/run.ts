import { setTimeout as pause } from "node:timers/promises";
import { eventLine } from "./event-line.ts";
import { messageOf, StartProblem } from "./problem.ts";
import { startRuntime, type Runtime } from "./runtime.ts";
import { readSettings } from "./settings.ts";

const lead = {
  topic: "Pumps for the new plant",
  lastName: "Ruiz",
  company: "Ruiz S.L.",
  email: "ana@ruiz.example",
};

const mailLine = ({ smtp, spec }: Runtime) =>
  smtp === undefined
    ? ""
    : `  Mail     ${smtp} (for ${spec.mailRules.flatMap(({ recipients }) => recipients).join(", ")})\n`;

const welcome = async (runtime: Runtime, seconds: string) => {
  const { url, data, leftOut, issuer } = runtime;
  const token = await issuer.issue({ roles: ["sales"] });
  return `Salesline is ready after ${seconds} s

  API      ${url}
  Flow     ${url}/local/flow (what happens, live)
  Health   ${url}/health
  Metrics  ${url}/metrics
  OpenAPI  ${url}/openapi.json
${mailLine(runtime)}  Data     ${data} (what the functions print: functions.log)
${leftOut.length === 0 ? "" : `  Not run  ${leftOut.join(", ")}\n`}
Capture a lead:

curl -i ${url}/leads -H 'Content-Type: application/json' -d '${JSON.stringify(lead)}' -H 'Authorization: Bearer ${token}'

Events, as they flow (Ctrl-C ends everything):
`;
};

/** Says why in one line and ends this process; the engines end with it. */
const giveUp = (reason: unknown): never => {
  // Only a fault of the program itself needs its stack.
  console.error(reason instanceof StartProblem ? messageOf(reason) : reason);
  process.exit(1);
};

const onSignal = (end: () => void) => {
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, end);
};

/** Under npm this process must not outlive it: a killed npm cannot pass the signal on. */
const endWithNpm = (end: () => void) => {
  const parent = process.ppid;
  if (process.env["npm_lifecycle_event"] === undefined) return;
  setInterval(() => process.ppid !== parent && end(), 500).unref();
};

/**
 * Starts the system as the environment says (PORT, SMTP_PORT, SALESLINE_DATA), prints how to use it and each event, and
 * stays until it is told to end. `assembly` makes the synthesised app. Ends the process with code 1 and one line on stderr
 * when the system cannot start or a part of it ends.
 */
export const run = async (assembly: () => Promise<string>): Promise<void> => {
  let runtime: Runtime | undefined;
  let ending = false;
  const end = () => {
    if (ending) return;
    ending = true;
    void Promise.race([runtime?.stop(), pause(1500)]).finally(() => process.exit(0));
  };
  onSignal(end);
  endWithNpm(end);
  try {
    const settings = readSettings(process.env);
    runtime = await startRuntime({
      ...settings,
      assembly,
      onEvent: (event) => console.log(eventLine(event)),
    });
    console.log(await welcome(runtime, process.uptime().toFixed(1)));
    const reason = await runtime.broken;
    if (!ending) giveUp(new StartProblem(reason));
  } catch (error) {
    if (!ending) giveUp(error);
  }
};
