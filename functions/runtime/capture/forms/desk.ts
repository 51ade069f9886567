import { type Counters, openCounters } from "../../counters.ts";
import { type Journal, openJournal } from "../../journal.ts";
import { openSecret } from "../../secret.ts";
import { required } from "../../settings.ts";
import { openTableClient } from "../../table-client.ts";

/** What the functions of forms share: the journal, the key of the forms, and what is counted. */
export interface Desk {
  readonly journal: Journal;
  /** Signs what a visitor brings back: stamps, challenges, links. */
  readonly key: () => Promise<Buffer>;
  readonly counters: Counters;
}

/** Opens the desk on the table of a deployed function. */
export function openDesk(now = () => new Date()): Desk {
  const client = openTableClient();
  const name = required("TABLE_NAME");
  const journal = openJournal(client, name);
  return {
    journal,
    key: openSecret(client, name, journal, "forms"),
    counters: openCounters(client, name, now),
  };
}
