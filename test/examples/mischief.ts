import { createServer } from "node:http";
import * as z from "zod";
import { afterAll, beforeAll } from "vitest";
import { randomFrom } from "../../local/bench/random.ts";

const Page = z.looseObject({ events: z.array(z.unknown()) });

/** A way to the API on which events of the feed are repeated and change places, and answers are lost. */
export const useMischief = (api: () => string) => {
  const random = randomFrom(6);
  const told: unknown[] = [];
  const done = { repeated: 0, moved: 0, lost: 0 };
  const spoil = (events: readonly unknown[]): unknown[] => {
    told.push(...events);
    const pick = (from: readonly unknown[]) => from[random.whole(0, from.length - 1)];
    const repeats = events.length === 0 ? [] : [pick(events), pick(told), pick(told)];
    const spoilt: unknown[] = [];
    for (const event of [...events, ...repeats]) spoilt.splice(random.whole(0, spoilt.length), 0, event);
    done.repeated += repeats.length;
    done.moved += events.filter((event, index) => spoilt.indexOf(event) !== index).length;
    return spoilt;
  };
  const server = createServer(async ({ url = "", headers }, response) => {
    if (random.whole(1, 4) === 1) {
      done.lost += 1;
      return void (random.whole(0, 1) === 0 ? response.writeHead(503).end() : response.destroy());
    }
    const gone = new AbortController();
    response.once("close", () => gone.abort());
    try {
      const { authorization = "" } = headers;
      const answer = await fetch(`${api()}${url}`, { headers: { authorization }, signal: gone.signal });
      const { events, ...page } = Page.parse(await answer.json());
      const body = JSON.stringify({ ...page, events: spoil(events) });
      return void response.writeHead(200, { "content-type": "application/json" }).end(body);
    } catch {
      return void response.destroy();
    }
  });
  let url = "";
  beforeAll(async () => {
    await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    url = typeof address === "object" && address !== null ? `http://127.0.0.1:${address.port}` : "";
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: () => url, done };
};
