import type { Crew } from "../../bench/deal.ts";
import type { Request } from "../../client/client.ts";

/** Requests that are too large in one way or another. */
const requests = (name: string): readonly (readonly [string, Request])[] => [
  ["/leads", { body: { topic: name, lastName: "x".repeat(450_000) } }],
  ["/leads", { body: { topic: name, lastName: name, description: "\u00e9".repeat(5_500_000) } }],
  ["/leads", { text: `{"topic":${"[".repeat(100_000)}` }],
];

/** Asks for what is too large to be kept. Throws when any of it is not refused. */
export const askTooMuch = async ({ sales }: Crew, name: string): Promise<void> => {
  for (const [path, request] of requests(name)) {
    const { status } = await sales.send("POST", path, request);
    if (status < 400) throw new Error(`${path} took what is too large`);
  }
};
