import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import { setTimeout as pause } from "node:timers/promises";
import { close, listen } from "../../bus/action-server.ts";
import type { Chance } from "../chance.ts";
import type { Hooked, KnownSecret, Posted } from "../history.ts";
import { BAD_RECEIVERS, badMannerOf, takes, type Manner } from "./manners.ts";

/** The systems that events are sent to: one server, a path for each. */
export interface Receiver {
  /** The address of a system of this name. */
  readonly urlOf: (name: string) => string;
  /** The newest secret of what is sent to an address; `isAlone` when the one before it has ended. */
  readonly know: (url: string, secret: string, isAlone?: boolean) => void;
  /** Whether a system has said that it has a message. */
  readonly hasTaken: (url: string, id: string) => boolean;
  /** All that came, in order, and with what it may be signed. */
  readonly hooked: Hooked;
  readonly stop: () => Promise<void>;
}

const RAMBLING = "What nobody wants to know. ".repeat(10_000);

/** They belong to others, and do not get better when all else does; but a message is taken at its next try then. */
const ALWAYS_BAD = 3;

const isTaken = ({ answer }: Posted) => answer !== "none" && answer >= 200 && answer < 300;

interface Note extends Posted {
  answer: Posted["answer"];
  answeredAs: number;
}

/** Does with a request what its manner says; `says` hears of the answer before it goes out. */
const behave = async (
  manner: Manner,
  says: (status: number) => void,
  [request, response]: readonly [IncomingMessage, ServerResponse],
): Promise<void> => {
  const answer = (status: number, headers: Readonly<Record<string, string>> = {}, body = "") => {
    says(status);
    response.writeHead(status, headers).end(body);
  };
  switch (manner.kind) {
    case "hangs":
      break;
    case "cuts":
      request.socket.destroy();
      break;
    case "loses":
      says(200);
      request.socket.destroy();
      break;
    case "rambles":
      answer(500, {}, RAMBLING);
      break;
    case "dawdles":
      await pause(manner.ms);
      answer(200);
      break;
    case "answers":
      answer(manner.status, manner.headers);
      break;
  }
};

/** Opens the systems on a free port of 127.0.0.1; they misbehave by chance as often as `mayFail` says that they may. */
export const openReceiver = async (
  chance: Chance,
  mayFail: (name: string, evenThen: boolean) => boolean,
): Promise<Receiver> => {
  const posts: Note[] = [];
  const secrets = new Map<string, KnownSecret[]>();
  const times = new Map<string, number>();
  const bodies = new Map<string, string>();
  const taken = new Set<string>();
  let [base, moment] = ["", 0];
  const next = () => (moment += 1);

  /** The same text is kept once, however often it comes. */
  const kept = (id: string, body: string) => {
    const before = bodies.get(id);
    if (before === undefined) bodies.set(id, body);
    return before === body ? before : body;
  };

  const mannerOf = (url: string, id: string): Manner => {
    const line = `${url} ${id}`;
    const nth = (times.get(line) ?? 0) + 1;
    times.set(line, nth);
    const bad = badMannerOf(chance, [url.slice(base.length), id, nth]);
    return bad !== undefined && mayFail(BAD_RECEIVERS, nth <= ALWAYS_BAD) ? bad : takes;
  };

  const serve = async (request: IncomingMessage, response: ServerResponse) => {
    const body = await text(request);
    const url = `${base}${request.url ?? ""}`;
    const header = (name: string) => String(request.headers[name] ?? "");
    const id = header("webhook-id");
    const note: Note = {
      url,
      id,
      timestamp: header("webhook-timestamp"),
      signature: header("webhook-signature"),
      body: kept(`${url} ${id}`, body),
      at: Date.now(),
      cameAs: next(),
      answer: "none",
      answeredAs: Infinity,
    };
    posts.push(note);
    const says = (status: number) => {
      // Whoever has the answer may go on at once: it is noted before.
      [note.answer, note.answeredAs] = [status, next()];
      if (isTaken(note)) taken.add(`${url} ${id}`);
    };
    await behave(mannerOf(url, id), says, [request, response]);
  };

  const server = createServer((request, response) => {
    serve(request, response).catch(() => request.socket.destroy());
  });
  base = `http://127.0.0.1:${await listen("The receiver", server, 0)}`;
  return {
    urlOf: (name) => `${base}/hooks/${name}`,
    know: (url, secret, isAlone = false) =>
      void secrets.set(url, [...(secrets.get(url) ?? []), { secret, at: Date.now(), isAlone }]),
    hasTaken: (url, id) => taken.has(`${url} ${id}`),
    hooked: { posts, secrets },
    stop: () => close(server),
  };
};
