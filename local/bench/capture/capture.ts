import { openClient, type Person } from "../../client/client.ts";
import { freePort } from "../../engines/port.ts";
import { startHosted } from "../../hosted/hosted.ts";
import { textTable } from "../../text-table.ts";
import type { Options } from "../options.ts";
import { ownCpu } from "../own-cpu.ts";
import { percentilesOf } from "../percentiles.ts";
import { processTree, type Process } from "../processes.ts";
import { processTable } from "../report.ts";
import { capturedAfter, checkLedger, settledAt } from "./check.ts";
import { type Sent, sendAll, type Way } from "./enquiry.ts";
import { formsWay } from "./forms.ts";
import { mailsWay } from "./mails.ts";
import { readLedger, settleLast } from "./stored.ts";

/** The functions start on their first enquiry: what that takes is not measured. */
const WARM_UP = 10;

const right = (heading: string) => ({ heading, align: "right" }) as const;
const ms = (value: number) => value.toFixed(0);

const row = (name: string, measured: readonly number[]) => {
  const { p50, p95, p99 } = percentilesOf(measured);
  return [name, ms(p50), ms(p95), ms(p99)];
};

interface Load {
  readonly clients: number;
  readonly count: number;
  readonly look: () => readonly Process[];
}

interface Done {
  readonly faults: readonly string[];
  /** All that was sent by this way. */
  readonly sent: readonly Sent[];
}

const print = (name: string, lines: readonly (readonly string[])[]) => {
  console.log(name);
  for (const table of lines) console.log(`\n${table.map((line) => `  ${line}`).join("\n")}`);
  console.log("");
};

/** How many that were sent last are waited for before the CPU is read. */
const LAST = 30;

/** Sends, and waits for what follows. */
const load = async (way: Way, reader: Person, of: Parameters<typeof sendAll>[1]) => {
  const { sent, seconds } = await sendAll(way, of);
  // Of two mails of one person, sent at the same time, either may be the one that becomes the lead.
  const twice = new Set(sent.filter(({ kind }) => kind === "again").map(({ email }) => email));
  const last = sent.filter(({ kind, email }) => kind === "new" && !twice.has(email)).slice(-LAST);
  await settleLast(
    reader,
    way.source,
    last.map(({ key }) => key),
  );
  return { sent, seconds };
};

/** Measures one way in with so many clients, and checks all that ever came by it. */
const measure = async (way: Way, reader: Person, before: readonly Sent[], of: Load): Promise<Done> => {
  const { clients, count, look } = of;
  const name = `${way.source}${clients}`;
  const warm = await load(way, reader, { load: `${name}w`, clients, count: WARM_UP });
  const from = look();
  const begun = Date.now();
  const { sent, seconds } = await load(way, reader, { load: name, clients, count });
  const to = look();
  const all = [...before, ...warm.sent, ...sent];
  const ledger = { ...(await readLedger(reader, way.source, all.length)), sent: all };
  const own = { ...ledger, sent };
  const whole = (settledAt(own, way) - begun) / 1000;
  const speed = (time: number) => `${(count / time).toFixed(1)} ${way.name}/s`;
  print(
    `${clients} ${clients === 1 ? "client" : "clients"}, ${count} ${way.name}: ${speed(seconds)} taken, ${speed(whole)} with all that follows`,
    [
      textTable(
        [{ heading: "time" }, right("p50 ms"), right("p95 ms"), right("p99 ms")],
        [
          row(
            "until it is answered",
            sent.map((each) => each.ms),
          ),
          row("from there to lead.captured", capturedAfter(own, way)),
        ],
      ),
      processTable(from, to, count, "CPU ms each"),
    ],
  );
  return { faults: checkLedger(ledger, way), sent: all };
};

const report = (way: Way, { faults, sent }: Done): boolean => {
  for (const fault of faults) console.error(`WRONG  ${fault}`);
  const of = (kind: Sent["kind"]) => sent.filter((each) => each.kind === kind).length;
  const { verdicts } = way;
  if (faults.length === 0)
    console.log(
      `Checked: ${sent.length} ${way.name} sent = stored = decided: ${of("new")} ${verdicts.new} with a lead each, ${of("again")} ${verdicts.again} into theirs, ${of("machine")} ${verdicts.machine}\n`,
    );
  return faults.length === 0;
};

/** Measures how fast forms and mails become leads with each number of clients, and checks that none is lost or doubled. */
export const measureCapture = async ({ clients: levels, cycles: count, data }: Options): Promise<boolean> => {
  const smtp = await freePort();
  const system = await startHosted({ data, environment: { SMTP_PORT: String(smtp) } });
  const client = openClient(system.url);
  const look = () => [...processTree(system.pid), ownCpu()];
  let allRight = true;
  try {
    const reader = await client.person(["sales"]);
    const ways = [await formsWay(client), mailsWay(smtp, Math.max(...levels))];
    for (const way of ways) {
      let done: Done = { faults: [], sent: [] };
      for (const clients of levels) {
        const { faults, sent } = await measure(way, reader, done.sent, { clients, count, look });
        done = { faults: [...done.faults, ...faults], sent };
      }
      allRight = report(way, done) && allRight;
      way.close();
    }
    return allRight;
  } finally {
    client.close();
    await system.stop();
  }
};
