import { randomUUID } from "node:crypto";
import * as z from "zod";
import type { Role } from "../../domain/kernel/role.ts";
import { Problem, RecordAnswer, Token } from "./answers.ts";
import { patiently } from "./patient.ts";
import { openTransport, type Answer, type Transport } from "./transport.ts";
import { waitFor } from "./wait.ts";

/** A request of a person; `body` becomes JSON, `text` is sent as it is. */
export interface Request {
  readonly body?: unknown;
  readonly text?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Somebody who uses the system, with the roles of the token. */
export interface Person {
  /** Sends a request and gives the answer, whatever its status. */
  readonly send: (method: string, path: string, request?: Request) => Promise<Answer>;
  /** Asks for an action or a record. Throws Refused. */
  readonly ask: (method: string, path: string, body?: unknown) => Promise<RecordAnswer>;
  /** Reads something of this shape. Throws Refused. */
  readonly read: <S extends z.ZodType>(path: string, shape: S) => Promise<z.output<S>>;
  /** Reads a record again and again until it is there and `ready`. Throws after half a minute. */
  readonly until: (path: string, ready?: (record: RecordAnswer) => boolean) => Promise<RecordAnswer>;
}

/** A connection to the running system. */
export interface Client {
  readonly url: string;
  /** Somebody with a token for these roles, and of this name in the histories. */
  readonly person: (roles: readonly Role[], name?: string) => Promise<Person>;
  /** Somebody without a token. */
  readonly nobody: Person;
  /** Somebody with this token. */
  readonly bearer: (token: string) => Person;
  readonly close: () => void;
}

/** The system said no where a yes was needed. */
export class Refused extends Error {
  override readonly name = "Refused";
  readonly status: number;
  readonly problem: Problem | undefined;

  constructor(what: string, { status, body }: Answer) {
    const problem = Problem.safeParse(body).data;
    super(`${what}: ${status} ${problem?.code ?? ""} ${problem?.detail ?? ""}`.trimEnd());
    this.status = status;
    this.problem = problem;
  }
}

const isWrite = (method: string) => method !== "GET" && method !== "HEAD";

const sender =
  (transport: Transport, token: string | undefined): Person["send"] =>
  (method, path, { body, text, headers = {} } = {}) => {
    const sent = text ?? (body === undefined ? undefined : JSON.stringify(body));
    return transport.send({
      method,
      path,
      headers: {
        ...(sent !== undefined && { "content-type": "application/json" }),
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
        ...(isWrite(method) && { "idempotency-key": randomUUID() }),
        ...headers,
      },
      ...(sent !== undefined && { text: sent }),
    });
  };

/** Somebody who sends requests in this way, and waits so long for what follows; half a minute when not given. */
export const personOf = (send: Person["send"], patienceMs?: number): Person => {
  const succeed = async (method: string, path: string, body?: unknown) => {
    const headers = isWrite(method) ? { "idempotency-key": randomUUID() } : {};
    const answer = await patiently(() => send(method, path, { body, headers }));
    if (answer.status >= 300) throw new Refused(`${method} ${path}`, answer);
    return answer.body;
  };
  return {
    send,
    ask: async (method, path, body) => RecordAnswer.parse(await succeed(method, path, body)),
    read: async (path, shape) => z.parse(shape, await succeed("GET", path)),
    until: (path, ready = () => true) => {
      const look = async () => {
        const answer = await patiently(() => send("GET", path));
        if (answer.status === 404) return undefined;
        if (answer.status >= 300) throw new Refused(`GET ${path}`, answer);
        const record = RecordAnswer.parse(answer.body);
        return ready(record) ? record : undefined;
      };
      return waitFor(path, look, patienceMs);
    },
  };
};

/** Where the running system is: SALESLINE_URL, or PORT on this machine, or port 3000. */
export const urlOf = ({ SALESLINE_URL, PORT }: Readonly<Record<string, string | undefined>>): string =>
  SALESLINE_URL ?? `http://127.0.0.1:${PORT ?? "3000"}`;

/** Opens a client of the running system; nothing is sent yet. */
export const openClient = (url: string, transport = openTransport(url)): Client => {
  const nobody = personOf(sender(transport, undefined));
  const bearer = (token: string) => personOf(sender(transport, token));
  return {
    url,
    nobody,
    bearer,
    async person(roles, subject) {
      const answer = await nobody.send("POST", "/local/token", { body: { roles, subject } });
      if (answer.status >= 300) throw new Refused("POST /local/token", answer);
      return bearer(Token.parse(answer.body).token);
    },
    close: transport.close,
  };
};
