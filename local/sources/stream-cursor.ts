import type { StreamSourceSpec } from "../model.ts";
import type { Position } from "./stream-position.ts";
import { SavedPosition } from "./stream-position.ts";
import type { StreamPlace } from "./stream-reader.ts";
import { StreamReader } from "./stream-reader.ts";
import type { StreamEventRecord } from "./stream-record.ts";
import { eventRecord } from "./stream-record.ts";

/** Where a cursor reads and keeps its position. */
export interface CursorOptions {
  readonly dynamodbEndpoint: string;
  readonly region: string;
  /** Folder of the saved positions. */
  readonly positions: string;
  /** Called with the position after the start and each time it has been saved. */
  readonly onProgress?: (sequenceNumber: string) => void;
}

/** Goes through a table's stream once; what is confirmed does not come again, also after a restart. */
export class StreamCursor {
  readonly #spec: StreamSourceSpec;
  readonly #options: CursorOptions;
  readonly #saved: SavedPosition;
  readonly #reader: StreamReader;
  #position: Position | undefined;
  #place: StreamPlace | undefined;
  #closed = false;

  /** Throws StartProblem when the saved position is damaged. */
  constructor(spec: StreamSourceSpec, options: CursorOptions, signal: AbortSignal) {
    this.#spec = spec;
    this.#options = options;
    this.#saved = new SavedPosition(options.positions, spec.id);
    this.#position = this.#saved.read();
    this.#reader = new StreamReader(options.dynamodbEndpoint, options.region, spec.tableName, signal);
  }

  get shardId(): string {
    return this.#place?.shardId ?? "";
  }

  /** The next records in order, none when there are no more yet. */
  async next(): Promise<readonly StreamEventRecord[]> {
    const place = (this.#place ??= await this.#open());
    const records = await this.#reader.read();
    return records.map((record) => eventRecord(record, place.streamArn, this.#options.region));
  }

  /** Everything up to this sequence number is done; it is on disk when this returns. */
  confirm(sequence: string): void {
    if (this.#closed || this.#place === undefined) return;
    this.#save({ streamArn: this.#place.streamArn, after: sequence });
  }

  /** Goes back to what was confirmed last. */
  rewind(): void {
    this.#place = undefined;
  }

  close(): void {
    this.#closed = true;
    this.#reader.close();
  }

  async #open(): Promise<StreamPlace> {
    const place = await this.#reader.find();
    // A position in another stream says nothing: the table was made anew.
    if (this.#position?.streamArn === place.streamArn) await this.#reader.seek(place, this.#position.after);
    else await this.#begin(place);
    this.#tell();
    return place;
  }

  /** Saved at once: after a kill it must go on from here, also when nothing was delivered until then. */
  async #begin(place: StreamPlace): Promise<void> {
    const { streamArn } = place;
    await this.#reader.seek(place, undefined);
    const after = this.#spec.startingPosition === "LATEST" ? await this.#lastSequence() : undefined;
    this.#save({ streamArn, ...(after !== undefined && { after }) });
  }

  async #lastSequence(): Promise<string | undefined> {
    let last: string | undefined;
    for (;;) {
      const records = await this.#reader.read();
      if (records.length === 0) return last;
      last = records.at(-1)?.dynamodb?.SequenceNumber;
    }
  }

  #save(position: Position): void {
    this.#saved.write(position);
    this.#position = position;
    this.#tell();
  }

  #tell(): void {
    if (this.#position?.after !== undefined) this.#options.onProgress?.(this.#position.after);
  }
}
