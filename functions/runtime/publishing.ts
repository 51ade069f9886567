import type { Superseded } from "../../domain/kernel/version.ts";
import { superseded } from "../../domain/superseded.ts";

/** What decides in which versions an event goes out. */
export interface Publishing {
  readonly superseded: Superseded;
  readonly now: () => Date;
}

/** The versions of the domain, by the clock. */
export const publishing: Publishing = { superseded, now: () => new Date() };
