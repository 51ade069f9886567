import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { buffer } from "node:stream/consumers";
import { close, KEEP_ALIVE_MS, listen } from "../../bus/action-server.ts";
import type { Chance } from "../chance.ts";
import { callOf, wayOf, type Call, type Input } from "./call.ts";
import type { DoorFault, Passage } from "./fault.ts";
import { openForwarding, type Forwarding } from "./forward.ts";
import { openInFlight, type InFlight } from "./in-flight.ts";
import { openLog, type DoorLog } from "./log.ts";
import { openPlaces } from "./places.ts";
import type { Reply } from "./said.ts";

/** What a door works with. */
export interface DoorOptions {
  readonly chance: Chance;
  readonly faults: readonly DoorFault[];
  /** Ends an instance of a function; resolves when it is gone. */
  readonly endInstance: (instance: string) => Promise<void>;
  /** The system is being started: its own parts must reach what they need, or it gives up. */
  readonly isStarting: () => boolean;
  /** A fault has met a call. */
  readonly onFault: (name: string) => void;
}

/** All calls between the parts of a running system and its services go through here. */
export interface Door {
  readonly url: string;
  readonly log: DoorLog;
  readonly inFlight: InFlight;
  /** Lets calls go wrong, or not. */
  readonly wild: (isWild: boolean) => void;
  readonly stop: () => Promise<void>;
}

const send = (response: ServerResponse, { status, headers, body }: Reply) => {
  for (const [name, value] of Object.entries(headers))
    if (value !== undefined) response.setHeader(name, typeof value === "string" ? value : [...value]);
  response.setHeader("content-length", body.byteLength);
  response.writeHead(status).end(body);
};

/** What is put off for long must come back while somebody looks. */
const LONGEST_SECONDS = 2;

const shortened = (call: Call): Call => {
  const { operation, input } = call;
  const seconds = input?.["VisibilityTimeout"];
  if (operation !== "ChangeMessageVisibility" || typeof seconds !== "number") return call;
  return { ...call, input: { ...input, VisibilityTimeout: Math.min(seconds, LONGEST_SECONDS) } };
};

interface Visit {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly body: Buffer;
  readonly way: ReturnType<typeof wayOf>;
  readonly call: Call;
}

const passageOf = (
  { request, response, body, way, call }: Visit,
  { send: onward }: Forwarding,
  notes: readonly Pick<DoorLog, "note">[],
  { endInstance, onFault }: Pick<DoorOptions, "endInstance" | "onFault">,
): Passage => ({
  call,
  forward: async (input: Input | undefined = call.input) => {
    const { method = "GET", headers } = request;
    const sent = input === undefined ? body : Buffer.from(JSON.stringify(input));
    const reply = await onward({ host: way.host, method, path: way.path, headers, body: sent });
    for (const { note } of notes) note(call.operation, input, reply);
    return reply;
  },
  answer: (reply) => send(response, reply),
  hangUp: () => void request.socket.destroy(),
  note: onFault,
  endCaller: async () => {
    if (call.instance !== undefined) await endInstance(call.instance);
  },
});

/** Opens a door on a free port of 127.0.0.1. */
export const openDoor = async ({
  chance,
  faults,
  endInstance,
  isStarting,
  onFault,
}: DoorOptions): Promise<Door> => {
  const log = openLog();
  const inFlight = openInFlight();
  const forwarding = openForwarding();
  const places = openPlaces();
  const counts = new Map<string, number>();
  let isWild = false;

  const meetingOf = (call: Call) => {
    const { caller, operation } = call;
    const line = `${caller} ${operation}`;
    const count = (counts.get(line) ?? 0) + 1;
    counts.set(line, count);
    for (const { name, meet } of faults) {
      const meeting = meet(call, chance.of(name, line, count));
      if (meeting !== undefined) return { name, meeting };
    }
    return undefined;
  };

  const visit = async (request: IncomingMessage, response: ServerResponse) => {
    const way = wayOf(request.url ?? "");
    const body = await buffer(request);
    const place = places.next(way.instance ?? way.caller, request.headers["x-amzn-trace-id"]);
    const call = shortened(callOf(way, request.method ?? "GET", request.headers, body, place));
    const passage = passageOf({ request, response, body, way, call }, forwarding, [log, inFlight], {
      endInstance,
      onFault,
    });
    const isSpared = call.instance === undefined && isStarting();
    const met = isWild && !isSpared ? meetingOf(call) : undefined;
    if (met === undefined) {
      const reply = await passage.forward();
      for (const { watch } of faults) watch?.(call, reply);
      return passage.answer(reply);
    }
    onFault(met.name);
    await met.meeting(passage);
  };

  const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS }, (request, response) => {
    // Nobody is behind the door: neither is anybody for the caller.
    visit(request, response).catch(() => request.socket.destroy());
  });
  const port = await listen("The door", server, 0);
  return {
    url: `http://127.0.0.1:${port}`,
    log,
    inFlight,
    wild: (wanted) => void (isWild = wanted),
    stop: async () => {
      forwarding.close();
      await close(server);
    },
  };
};
