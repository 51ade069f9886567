import { openClient, type Client } from "../client/client.ts";
import type { Answer, Sent, Transport } from "../client/transport.ts";
import { openTransport } from "../client/transport.ts";
import { RecordAnswer } from "../client/answers.ts";
import { startHosted } from "../hosted/hosted.ts";
import { messageOf } from "../problem.ts";
import { textTable } from "../text-table.ts";
import { addCatalogue, someLines } from "./catalogue.ts";
import { runDeal, signIn } from "./deal.ts";
import { judgeOverload, LONGEST_MS, type Taped } from "./overload-verdict.ts";
import { percentilesOf } from "./percentiles.ts";
import { randomFrom } from "./random.ts";

/** What was made of a request, with all that it takes to ask again. */
interface Recorded extends Taped {
  readonly sent: Sent;
  readonly answer: Answer | undefined;
}

const taping = (transport: Transport, tape: Recorded[]): Transport => ({
  ...transport,
  async send(sent) {
    const begun = performance.now();
    const note = (answer?: Answer) => void tape.push({ sent, answer, ms: performance.now() - begun });
    try {
      const answer = await transport.send(sent);
      note(answer);
      return answer;
    } catch (error) {
      note();
      throw error;
    }
  },
});

const answersTable = (tape: readonly Taped[]) => {
  const byStatus = Map.groupBy(tape, ({ answer }) => answer?.status ?? 0);
  const rows = [...byStatus].toSorted(([a], [b]) => a - b);
  const right = (heading: string) => ({ heading, align: "right" }) as const;
  return textTable(
    [
      { heading: "status" },
      right("answers"),
      right("p50 ms"),
      right("p95 ms"),
      right("p99 ms"),
      right("most ms"),
    ],
    rows.map(([status, answers]) => {
      const times = answers.map(({ ms }) => ms);
      const { p50, p95, p99 } = percentilesOf(times);
      const most = times.reduce((longest, ms) => Math.max(longest, ms), 0);
      return [
        String(status || "none"),
        String(answers.length),
        ...[p50, p95, p99, most].map((ms) => ms.toFixed(0)),
      ];
    }),
  );
};

/** Whether what was acknowledged is there: the same command again is answered as before, and done once. */
const isKept = async (
  { send }: Transport,
  { sent, answer }: { readonly sent: Sent; readonly answer: Answer },
): Promise<boolean> => {
  const before = RecordAnswer.safeParse(answer.body).data;
  const again = await send(sent);
  const after = RecordAnswer.safeParse(again.body).data;
  return (
    again.status === answer.status &&
    again.headers["idempotency-replayed"] === "true" &&
    before !== undefined &&
    after?.id === before.id &&
    after.version === before.version
  );
};

const isWrite = ({ method, path }: Sent) => method !== "GET" && !path.startsWith("/local/");

const acknowledgedIn = (tape: readonly Recorded[]) =>
  tape.flatMap(({ sent, answer }) =>
    answer !== undefined && answer.status < 300 && isWrite(sent) ? [{ sent, answer }] : [],
  );

const SHOWN = 10;

const check = async (transport: Transport, tape: readonly Recorded[]) => {
  const wrong = judgeOverload(tape);
  for (const text of wrong.slice(0, SHOWN)) console.error(`WRONG  ${text}`);
  if (wrong.length > SHOWN) console.error(`WRONG  and ${wrong.length - SHOWN} more`);
  if (wrong.length === 0)
    console.log(
      `Checked: ${tape.length} requests, each answered within ${LONGEST_MS / 1000} s, and whoever was turned away was told when to come back`,
    );
  const acknowledged = acknowledgedIn(tape);
  let lost = 0;
  for (const taped of acknowledged) if (!(await isKept(transport, taped))) lost += 1;
  if (lost > 0) console.error(`WRONG  ${lost} of ${acknowledged.length} acknowledged commands are not there`);
  else console.log(`Checked: ${acknowledged.length} acknowledged commands, each is there and done once`);
  return wrong.length === 0 && lost === 0;
};

interface Overload {
  readonly clients: number;
  readonly seconds: number;
  readonly seed: number;
}

const press = async (client: Client, { clients, seconds, seed }: Overload) => {
  const crew = await signIn(client);
  const random = randomFrom(seed);
  const products = await addCatalogue(crew.sales, random);
  const end = performance.now() + seconds * 1000;
  const ended = { deals: 0, stopped: new Map<string, number>() };
  const one = async (name: string) => {
    while (performance.now() < end) {
      try {
        await runDeal(crew, someLines(products, random), name);
        ended.deals += 1;
      } catch (error) {
        const why = messageOf(error).replaceAll(/[a-z]{3}_\w+/g, "...");
        ended.stopped.set(why, (ended.stopped.get(why) ?? 0) + 1);
      }
    }
  };
  await Promise.all(Array.from({ length: clients }, (_, nth) => one(`Client ${nth + 1}`)));
  return ended;
};

/** Puts more load on the system than it can bear, and checks that it says so, and that nothing it acknowledged is lost; false when anything is wrong. */
export const measureOverload = async (overload: Overload): Promise<boolean> => {
  const system = await startHosted({ data: "memory" });
  const tape: Recorded[] = [];
  const transport = openTransport(system.url);
  try {
    const { deals, stopped } = await press(openClient(system.url, taping(transport, tape)), overload);
    console.log(`${overload.clients} clients for ${overload.seconds} s: ${deals} deals done`);
    for (const [why, times] of stopped) console.log(`  ${times} deals not done: ${why}`);
    console.log(
      `\n${answersTable(tape)
        .map((line) => `  ${line}`)
        .join("\n")}\n`,
    );
    return await check(transport, tape);
  } finally {
    transport.close();
    await system.stop();
  }
};
