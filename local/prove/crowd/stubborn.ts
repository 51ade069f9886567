import { setTimeout as pause } from "node:timers/promises";
import type { Role } from "../../../domain/kernel/role.ts";
import { Token } from "../../client/answers.ts";
import { personOf, type Person } from "../../client/client.ts";
import { openTransport, type Answer, type Sent, type Transport } from "../../client/transport.ts";
import type { Chance } from "../chance.ts";
import type { Diary, Entry } from "./diary.ts";
import type { Nerves } from "./nerves.ts";

/** What people need to be stubborn. */
export interface StubbornOptions {
  readonly url: string;
  readonly chance: Chance;
  readonly diary: Diary;
  readonly nerves: (random: ReturnType<Chance["of"]>) => Nerves;
  /** Nothing is asked any more. */
  readonly isOver: () => boolean;
}

const ANSWER_MS = 20_000;
const PATIENCE_MS = 600_000;
const FIRST_WAIT_MS = 60;
const LONGEST_WAIT_MS = 1500;

/** The client has asked again and again, and has given up. */
export class GaveUp extends Error {
  override readonly name = "GaveUp";
}

const isFinal = ({ status }: Answer) => status < 500 && status !== 429 && status !== 401;

/** The answer, or undefined when none came in time; `hear` is told of it however late it comes. */
const attempt = async (
  transport: Transport,
  sent: Sent,
  waitMs: number,
  hear: (answer: Answer) => void = () => undefined,
): Promise<Answer | undefined> => {
  const late = pause(waitMs, undefined, { ref: false });
  const answering = transport.send(sent).catch(() => undefined);
  const heard = answering.then((answer) => {
    if (answer !== undefined) hear(answer);
    return answer;
  });
  return Promise.race([heard, late]);
};

/** A visitor of a web page: without a token, and without keys that an API asks for. */
const nobody = { forget: () => undefined, headers: () => Promise.resolve({}) };

const signerIn = (transport: Transport, roles: readonly Role[], subject: string) => {
  let token: string | undefined;
  const signIn = async () => {
    if (token !== undefined) return token;
    const headers = { "content-type": "application/json" };
    const text = JSON.stringify({ roles, subject });
    const asked = { method: "POST", path: "/local/token", headers, text };
    const answer = await attempt(transport, asked, ANSWER_MS);
    token = Token.safeParse(answer?.body).data?.token;
    return token;
  };
  return {
    forget: () => void (token = undefined),
    /** None when there is nobody who could sign anybody in. */
    headers: async () => {
      const known = await signIn();
      return known === undefined ? undefined : { authorization: `Bearer ${known}` };
    },
  };
};

/** Reads that are asked like writes: they answer what is there at that moment. */
const reads = new Set(["POST /process/check"]);

/** Somebody who asks again with the same key until there is an answer, as a good client does; a visitor when there are no roles. */
export const stubborn = (options: StubbornOptions, roles: readonly Role[], subject: string): Person => {
  const transport = openTransport(options.url);
  const isVisitor = roles.length === 0;
  const identity = isVisitor ? nobody : signerIn(transport, roles, subject);
  let asked = 0;

  const once = async (sent: Sent, entry: Entry | undefined, nerves: Nerves) => {
    const signed = await identity.headers();
    if (signed === undefined) return undefined;
    const complete = { ...sent, headers: { ...sent.headers, ...signed } };
    // What the client does not see, or does not wait for, is compared with what it is answered later.
    const answer = await attempt(transport, complete, nerves.isImpatient() ? 10 : ANSWER_MS, entry?.begin());
    if (answer?.status === 401) identity.forget();
    return answer !== undefined && nerves.isLost() ? undefined : answer;
  };

  const untilAnswered = async (sent: Sent, entry: Entry | undefined) => {
    const random = options.chance.of(subject, asked);
    const end = performance.now() + PATIENCE_MS;
    const nerves = options.nerves(random);
    for (let wait = FIRST_WAIT_MS; ; wait = Math.min(LONGEST_WAIT_MS, wait * 2)) {
      const answer = await once(sent, entry, nerves);
      if (answer !== undefined && isFinal(answer)) return answer;
      const { method, path } = sent;
      if (performance.now() > end || options.isOver())
        throw new GaveUp(`${method} ${path}: no answer but ${answer?.status ?? "none"}`);
      await pause(random.whole(wait / 2, wait));
    }
  };

  const send: Person["send"] = (method, path, { body, text, headers = {} } = {}) => {
    asked += 1;
    const content = text ?? (body === undefined ? undefined : JSON.stringify(body));
    const isRead = method === "GET" || reads.has(`${method} ${path.split("?")[0]}`);
    const key = headers["idempotency-key"] ?? `${subject}-${asked}`;
    const entry = isRead ? undefined : options.diary.write({ caller: subject, key, method, path, body });
    const all = {
      ...(content !== undefined && { "content-type": "application/json" }),
      ...headers,
      ...(!isRead && !isVisitor && { "idempotency-key": key }),
    };
    const sent = { method, path, headers: all, ...(content !== undefined && { text: content }) };
    return untilAnswered(sent, entry);
  };

  return personOf(send, PATIENCE_MS);
};
