import { ask, type Salesline } from "../feed.ts";

/** A record of a snapshot, as far as it is looked at here. */
interface SnapshotRecord {
  readonly id: string;
  readonly version: number;
}

interface SnapshotPage {
  readonly records: readonly SnapshotRecord[];
  readonly position: string;
  readonly cursor?: string;
}

const isPage = (value: unknown): value is SnapshotPage =>
  typeof value === "object" && value !== null && "records" in value && "position" in value;

/** Hands over all records of a stage, and answers the position of the feed from which they are to be followed. */
export async function snapshot(
  { url, token }: Salesline,
  stage: string,
  take: (record: SnapshotRecord) => Promise<void>,
): Promise<string> {
  for (let cursor: string | undefined; ;) {
    const query = new URLSearchParams({ stage, ...(cursor !== undefined && { cursor }) });
    const headers = { authorization: `Bearer ${token}` };
    const response = await ask(`${url}/snapshot?${query.toString()}`, { headers });
    const page: unknown = await response.json();
    if (!response.ok || !isPage(page)) {
      throw new Error(`GET /snapshot: ${response.status} ${JSON.stringify(page)}`);
    }
    for (const record of page.records) await take(record);
    if (page.cursor === undefined) return page.position;
    ({ cursor } = page);
  }
}
