import { happens, type Chance } from "../chance.ts";

/** What goes wrong on the side of the clients, each time a request is sent. */
export interface Nerves {
  /** The answer came, and the client has not seen it. */
  readonly isLost: () => boolean;
  /** The client does not wait for the answer but asks again, while the first request is at work. */
  readonly isImpatient: () => boolean;
}

/** Nerves that fail with these probabilities, as often as `mayFail` says that they may. */
export const weakNerves =
  (mayFail: (name: string) => boolean) =>
  (random: ReturnType<Chance["of"]>): Nerves => ({
    isLost: () => happens(random, 0.03) && mayFail("client-losses"),
    isImpatient: () => happens(random, 0.03) && mayFail("impatience"),
  });
