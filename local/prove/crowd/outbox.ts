import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import PostalMime from "postal-mime";
import { waitFor } from "../../client/wait.ts";

/** The mails that the system has sent. */
export interface Outbox {
  /** Path and query of the link in a mail to this address, as soon as there is one. */
  readonly linkTo: (address: string) => Promise<string>;
}

const PATIENCE_MS = 600_000;

interface Mail {
  readonly to: readonly string[];
  readonly text: string;
}

const read = async (file: string): Promise<Mail> => {
  const { to = [], text = "" } = await PostalMime.parse(readFileSync(file));
  return { to: to.map(({ address = "" }) => address), text };
};

/** Opens the folder into which mails are put. */
export const openOutbox = (folder: string): Outbox => {
  const known = new Map<string, Mail>();
  const look = async () => {
    const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith(".eml")) : [];
    for (const name of names) if (!known.has(name)) known.set(name, await read(join(folder, name)));
  };
  return {
    linkTo: (address) =>
      waitFor(
        `A mail to ${address}`,
        async () => {
          await look();
          const mail = [...known.values()].find(({ to }) => to.includes(address));
          const link = /https?:\/\/\S+/.exec(mail?.text ?? "")?.[0];
          if (link === undefined) return undefined;
          const { pathname, search } = new URL(link);
          return `${pathname}${search}`;
        },
        PATIENCE_MS,
      ),
  };
};
