import { setTimeout as pause } from "node:timers/promises";
import type { Role } from "../../../domain/kernel/role.ts";
import { Token } from "../../client/answers.ts";
import { personOf, type Person } from "../../client/client.ts";
import { openTransport, type Answer, type Sent, type Transport } from "../../client/transport.ts";
import { happens, type Chance } from "../chance.ts";
import type { Diary, Entry } from "./diary.ts";

/** What goes wrong on the side of the clients, each time a request is sent. */
export interface Nerves {
  /** The answer came, and the client has not seen it. */
  readonly isLost: () => boolean;
  /** The client does not wait for the answer but asks again, while the first request is at work. */
  readonly isImpatient: () => boolean;
}

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

/** The answer, or undefined when none came. */
const attempt = async (transport: Transport, sent: Sent, waitMs: number): Promise<Answer | undefined> => {
  const late = pause(waitMs, undefined, { ref: false });
  return Promise.race([transport.send(sent).catch(() => undefined), late]);
};

const signerIn = (transport: Transport, roles: readonly Role[], subject: string) => {
  let token: string | undefined;
  return {
    forget: () => void (token = undefined),
    token: async () => {
      if (token !== undefined) return token;
      const headers = { "content-type": "application/json" };
      const text = JSON.stringify({ roles, subject });
      const answer = await attempt(
        transport,
        { method: "POST", path: "/local/token", headers, text },
        ANSWER_MS,
      );
      token = Token.safeParse(answer?.body).data?.token;
      return token;
    },
  };
};

const noteAnswer = (entry: Entry | undefined, answer: Answer | undefined) => {
  if (answer === undefined) entry?.answers.push("lost");
  else if (answer.status !== 401)
    entry?.answers.push({ status: answer.status, body: answer.body, at: new Date().toISOString() });
};

/** Somebody who asks again with the same key until there is an answer, as a good client does. */
export const stubborn = (options: StubbornOptions, roles: readonly Role[], subject: string): Person => {
  const transport = openTransport(options.url);
  const identity = signerIn(transport, roles, subject);
  let asked = 0;

  const once = async (sent: Sent, entry: Entry | undefined, nerves: Nerves) => {
    const token = await identity.token();
    if (token === undefined) return undefined;
    const complete = { ...sent, headers: { ...sent.headers, authorization: `Bearer ${token}` } };
    const answer = await attempt(transport, complete, nerves.isImpatient() ? 10 : ANSWER_MS);
    if (answer?.status === 401) identity.forget();
    const seen = answer !== undefined && nerves.isLost() ? undefined : answer;
    noteAnswer(entry, seen);
    return seen;
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
    const isRead = method === "GET";
    const key = headers["idempotency-key"] ?? `${subject}-${asked}`;
    const entry = isRead ? undefined : options.diary.write({ caller: subject, key, method, path, body });
    const all = {
      ...(content !== undefined && { "content-type": "application/json" }),
      ...(!isRead && { "idempotency-key": key }),
      ...headers,
    };
    const sent = { method, path, headers: all, ...(content !== undefined && { text: content }) };
    return untilAnswered(sent, entry);
  };

  return personOf(send, PATIENCE_MS);
};

/** Nerves that fail with these probabilities, as often as `onFault` says that they may. */
export const weakNerves =
  (mayFail: (name: string) => boolean) =>
  (random: ReturnType<Chance["of"]>): Nerves => ({
    isLost: () => happens(random, 0.03) && mayFail("client-losses"),
    isImpatient: () => happens(random, 0.03) && mayFail("impatience"),
  });
