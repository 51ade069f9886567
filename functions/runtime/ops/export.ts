import type { Envelope } from "../../../domain/kernel/event.ts";
import { exportOf } from "../export/stored-export.ts";
import type { Journal } from "../journal.ts";
import type { Outlook } from "./explain.ts";

/** What would become of a message that asks for the next part of an export. */
export async function exportOutlook(event: Envelope, journal: Pick<Journal, "load">): Promise<Outlook> {
  const { record, type } = event;
  const found = await exportOf(journal, record);
  const outlook = (kind: Outlook["kind"], text: string): Outlook => ({ kind, text, record, events: [] });
  if (found === undefined) return outlook("refused", `There is no export ${record}`);
  const { status } = found;
  if (status !== "requested" && status !== "running") {
    return outlook("settled", `${record} is ${status}: nothing is left to do`);
  }
  if (status === "requested") return outlook("would-do", `${record} would be started now`);
  const went = type === "export.started" ? event.data["after"] : event.data["next"];
  return went === found.searchedTo
    ? outlook(
        "would-do",
        `${record} would go on after ${found.searchedTo} of ${found.until} places of the feed`,
      )
    : outlook(
        "done",
        `${record} has gone on since: it is at ${found.searchedTo} of ${found.until} places of the feed`,
      );
}
