import { setTimeout as pause } from "node:timers/promises";
import { createTransport } from "nodemailer";
import type { Chance } from "../chance.ts";
import type { Handed } from "../history.ts";
import { GaveUp } from "./stubborn.ts";
import type { Nerves } from "./nerves.ts";

/** A mail of somebody who writes to the company. */
export interface Letter {
  /** Without angle brackets. */
  readonly messageId: string;
  readonly from: string;
  readonly name: string;
  readonly subject: string;
  readonly text: string;
}

/** A mail server that hands mails over, as often as it takes. */
export interface Post {
  /** Resolves when the mail was taken, with 250. */
  readonly hand: (letter: Letter) => Promise<void>;
  /** Mails that were taken. */
  readonly handed: readonly Handed[];
  readonly close: () => void;
}

/** What a post needs. */
export interface PostOptions {
  readonly port: number;
  readonly chance: Chance;
  readonly nerves: (random: ReturnType<Chance["of"]>) => Nerves;
  /** Nothing is sent any more. */
  readonly isOver: () => boolean;
}

const PATIENCE_MS = 600_000;
const LONGEST_WAIT_MS = 3000;
const ANSWER_MS = 30_000;
const to = "sales@localhost";

const transportTo = (port: number) =>
  createTransport({
    host: "127.0.0.1",
    port,
    ignoreTLS: true,
    connectionTimeout: ANSWER_MS,
    greetingTimeout: ANSWER_MS,
    socketTimeout: ANSWER_MS,
  });

/** Opens a mail server that tries again until its mail was taken: with the same message id, as they do. */
export const openPost = ({ port, chance, nerves, isOver }: PostOptions): Post => {
  const server = transportTo(port);
  const handed: Handed[] = [];

  const once = async ({ messageId, from, name, ...rest }: Letter): Promise<boolean> => {
    try {
      await server.sendMail({ messageId: `<${messageId}>`, from: { name, address: from }, to, ...rest });
      handed.push({ messageId, from });
      return true;
    } catch {
      return false;
    }
  };

  return {
    handed,
    async hand(letter) {
      const weak = nerves(chance.of(letter.messageId));
      const end = performance.now() + PATIENCE_MS;
      for (let wait = 200; ; wait = Math.min(LONGEST_WAIT_MS, wait * 2)) {
        // Whose connection ends right after the 250 does not know of it, and sends the mail again.
        if ((await once(letter)) && !weak.isLost()) return;
        if (performance.now() > end || isOver())
          throw new GaveUp(`The mail ${letter.messageId} was not taken`);
        await pause(wait);
      }
    },
    close: () => server.close(),
  };
};
