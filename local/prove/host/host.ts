import { randomBytes } from "node:crypto";
import { messageOf } from "../../problem.ts";
import { startRuntime } from "../../runtime.ts";
import { hastened } from "./arrange.ts";
import { ENGINE_GONE, Orders, Request, type Report } from "./orders.ts";
import { fedFunctions, fedQueues } from "./queues.ts";

// The program of a system that is put to the proof: it ends when whoever started it is gone, however that went.
process.once("disconnect", () => process.exit(0));

const orders = Orders.parse(JSON.parse(process.argv[2] ?? "{}"));
const { data, assembly, door, worlds: first } = orders;
let worlds = first;
let started = 0;
let fed: ReadonlySet<string> = new Set();

/** What only functions know that a queue feeds: a client would take it for an answer. */
const ofConsumers = "PROVE_THROWS";

const nextWorld = (instance: string) => {
  started += 1;
  const { [ofConsumers]: throws, ...others } = worlds[started % worlds.length] ?? {};
  const isConsumer = fed.has(instance.replace(/~[0-9]+$/, ""));
  return { ...others, ...(isConsumer && throws !== undefined && { [ofConsumers]: throws }) };
};

const tell = (report: Report) => void process.send?.(report);

const start = () =>
  startRuntime({
    port: orders.port,
    smtpPort: orders.smtpPort,
    data,
    assembly: () => Promise.resolve(assembly),
    seams: {
      via: (caller, endpoint) => `${door}/${encodeURIComponent(caller)}/${new URL(endpoint).host}`,
      arrange: (spec) => {
        fed = new Set(fedFunctions(spec));
        return hastened(spec, orders);
      },
      instances: {
        preload: new URL("./odd-world.ts", import.meta.url).href,
        environment: nextWorld,
        trace: () => `Root=1-${randomBytes(4).toString("hex")}-${randomBytes(12).toString("hex")}`,
      },
    },
  });

const serve = async () => {
  const runtime = await start();
  process.on("message", (message) => {
    const request = Request.parse(message);
    if (request.kind === "end") {
      const { instance } = request;
      void runtime.workers.end(instance).then(() => tell({ kind: "ended", instance }));
    } else {
      worlds = request.worlds;
      runtime.workers.killAll();
    }
  });
  const { url, endpoints, spec } = runtime;
  const { dynamodb, sqs, events } = endpoints;
  const [table] = spec.tables;
  const [bus = "default"] = spec.buses;
  const queues = fedQueues(spec);
  const { region } = spec;
  tell({ kind: "up", url, dynamodb, sqs, events, region, table: table?.name ?? "", bus, queues });
  console.error(`${ENGINE_GONE}: ${await runtime.broken}`);
  process.exit(1);
};

await serve().catch((error: unknown) => {
  process.send?.({ kind: "failed", message: messageOf(error) } satisfies Report, undefined, {}, () =>
    process.exit(1),
  );
});
