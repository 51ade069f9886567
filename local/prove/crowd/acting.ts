import { setTimeout as pause } from "node:timers/promises";
import * as z from "zod";
import type { Action } from "../../../domain/kernel/action.ts";
import type { Rehearse } from "../../bench/rehearsal.ts";
import { RecordAnswer } from "../../client/answers.ts";
import { type Person, Refused } from "../../client/client.ts";

const Acted = RecordAnswer.extend({ createdAt: z.string(), updatedAt: z.string() });

/** What an earlier action leads to comes by itself: until then a refusal is no last word. */
const PATIENCE_MS = 240_000;
const LONGEST_WAIT_MS = 2000;
const heals = new Set([404, 409, 422]);

/** What nobody can ask for is left out: then the record as it is answers. */
const requestOf = ({ route, home }: Action, id = "") =>
  route === undefined
    ? { method: "GET", path: `/${home.plural}/${id}` }
    : { method: route.method, path: route.path.replace("{id}", id) };

/** Asks for actions over HTTP, each until it is done; what must come before may still be on its way. */
export const acting =
  (admin: Person): Rehearse =>
  async (action, body, id) => {
    const { method, path } = requestOf(action, id);
    const end = performance.now() + PATIENCE_MS;
    for (let wait = 100; ; wait = Math.min(LONGEST_WAIT_MS, wait * 2)) {
      const answer = await admin.send(method, path, method === "GET" ? {} : { body });
      if (answer.status < 300) return Acted.parse(answer.body);
      if (!heals.has(answer.status) || performance.now() > end)
        throw new Refused(`${method} ${path}`, answer);
      await pause(wait);
    }
  };
