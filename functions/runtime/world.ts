import { openJournal } from "./journal.ts";
import type { World } from "./ask.ts";
import { openTableClient } from "./table-client.ts";
import { readSettings, required } from "./settings.ts";

/** The world of a deployed function: its table, its settings, the clock. */
export function openWorld(): World {
  return {
    journal: openJournal(openTableClient(), required("TABLE_NAME")),
    settings: readSettings(),
    now: () => new Date(),
    random: Math.random,
  };
}
