import type { Random } from "../../bench/random.ts";
import type { Keeper } from "../keeper.ts";
import type { Poison } from "./poison.ts";

/** What incidents happen to. */
export interface Scene {
  readonly keeper: Keeper;
  readonly random: Random;
  readonly poison: Poison;
  /** Milliseconds that all clocks are ahead, on purpose. */
  readonly aheadMs: number;
  /** Lets time pass for all functions. */
  readonly pass: (ms: number) => void;
  /** Grows with what gets done. */
  readonly progress: () => number;
  /** The folder of the system's data. */
  readonly data: string;
}

/** Something that happens at a moment, and is over when it resolves. */
export interface Incident {
  readonly name: string;
  /** How often it happens compared with the others. */
  readonly weight: number;
  /** It is among the first that happen, so that each campaign has it. */
  readonly isEarly?: true;
  readonly happen: (scene: Scene) => Promise<void>;
}
