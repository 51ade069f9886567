import type { _Record, ShardIteratorType } from "@aws-sdk/client-dynamodb-streams";
import {
  DescribeStreamCommand,
  DynamoDBStreamsClient,
  GetRecordsCommand,
  GetShardIteratorCommand,
  ListStreamsCommand,
} from "@aws-sdk/client-dynamodb-streams";
import { unsignedOptions } from "./client.ts";

const mostRecords = 250;

/** Where the local stream of a table is. */
export interface StreamPlace {
  readonly streamArn: string;
  readonly shardId: string;
}

/** Reads the stream of one table, which has one shard in the local engine, record by record in order. */
export class StreamReader {
  readonly #client: DynamoDBStreamsClient;
  readonly #tableName: string;
  readonly #signal: AbortSignal;
  #iterator: string | undefined;

  constructor(endpoint: string, region: string, tableName: string, signal: AbortSignal) {
    this.#client = new DynamoDBStreamsClient(unsignedOptions(endpoint, region));
    this.#tableName = tableName;
    this.#signal = signal;
  }

  /** Finds the table's stream. */
  async find(): Promise<StreamPlace> {
    const abortSignal = this.#signal;
    const list = await this.#client.send(new ListStreamsCommand({ TableName: this.#tableName }), {
      abortSignal,
    });
    const streamArn = list.Streams?.[0]?.StreamArn;
    if (streamArn === undefined) throw new Error(`The table ${this.#tableName} has no stream`);
    const { StreamDescription } = await this.#client.send(
      new DescribeStreamCommand({ StreamArn: streamArn }),
      {
        abortSignal,
      },
    );
    const [shard, ...more] = StreamDescription?.Shards ?? [];
    if (shard?.ShardId === undefined || more.length > 0) {
      throw new Error(`The stream of ${this.#tableName} must have one shard in the local engine`);
    }
    return { streamArn, shardId: shard.ShardId };
  }

  /** Goes to just behind a sequence number, or to the oldest record. */
  async seek(place: StreamPlace, after: string | undefined): Promise<void> {
    // A record that was saved as done and is not there, nor any later one: the table has lost its end (power failure).
    const known = after !== undefined && (await this.#hasFrom(place, after));
    this.#iterator = known
      ? await this.#iteratorAt(place, "AFTER_SEQUENCE_NUMBER", after)
      : await this.#iteratorAt(place, "TRIM_HORIZON");
  }

  /** The next records, none when there are no more yet. */
  async read(): Promise<readonly _Record[]> {
    const { Records = [], NextShardIterator } = await this.#get(this.#iterator, mostRecords);
    this.#iterator = NextShardIterator;
    return Records;
  }

  close(): void {
    this.#client.destroy();
  }

  async #hasFrom(place: StreamPlace, sequence: string): Promise<boolean> {
    const iterator = await this.#iteratorAt(place, "AT_SEQUENCE_NUMBER", sequence);
    return ((await this.#get(iterator, 1)).Records ?? []).length > 0;
  }

  #get(iterator: string | undefined, limit: number) {
    if (iterator === undefined) throw new Error(`The stream of ${this.#tableName} has come to its end`);
    const command = new GetRecordsCommand({ ShardIterator: iterator, Limit: limit });
    return this.#client.send(command, { abortSignal: this.#signal });
  }

  async #iteratorAt(
    place: StreamPlace,
    type: ShardIteratorType,
    sequence?: string,
  ): Promise<string | undefined> {
    const command = new GetShardIteratorCommand({
      StreamArn: place.streamArn,
      ShardId: place.shardId,
      ShardIteratorType: type,
      ...(sequence !== undefined && { SequenceNumber: sequence }),
    });
    return (await this.#client.send(command, { abortSignal: this.#signal })).ShardIterator;
  }
}
