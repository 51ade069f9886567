import type { _Record, AttributeValue, StreamRecord } from "@aws-sdk/client-dynamodb-streams";

/** A stream record as a function gets it; attribute values are DynamoDB JSON. */
export interface StreamEventRecord {
  readonly eventID: string | undefined;
  readonly eventName: string | undefined;
  readonly eventVersion: string | undefined;
  readonly eventSource: "aws:dynamodb";
  readonly awsRegion: string;
  readonly dynamodb: StreamEventImages;
  readonly eventSourceARN: string;
  readonly userIdentity?: { readonly type: string; readonly principalId: string };
}

/** The change itself. */
export interface StreamEventImages {
  /** Epoch seconds. */
  readonly ApproximateCreationDateTime: number;
  readonly Keys: unknown;
  readonly NewImage?: unknown;
  readonly OldImage?: unknown;
  readonly SequenceNumber: string;
  readonly SizeBytes: number;
  readonly StreamViewType: string | undefined;
}

const base64 = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("base64");

/** Bytes are the only values that the client gives in another form than the event has. */
function plainValue(value: AttributeValue): unknown {
  if (value.B !== undefined) return { B: base64(value.B) };
  if (value.BS !== undefined) return { BS: value.BS.map(base64) };
  if (value.L !== undefined) return { L: value.L.map(plainValue) };
  if (value.M !== undefined) return { M: plainItem(value.M) };
  return value;
}

function plainItem(item: Record<string, AttributeValue>): unknown {
  return Object.fromEntries(Object.entries(item).map(([name, value]) => [name, plainValue(value)]));
}

function imagesOf(change: StreamRecord): StreamEventImages {
  const { Keys = {}, NewImage, OldImage, ApproximateCreationDateTime } = change;
  return {
    ApproximateCreationDateTime: Math.floor((ApproximateCreationDateTime?.getTime() ?? 0) / 1000),
    Keys: plainItem(Keys),
    ...(NewImage && { NewImage: plainItem(NewImage) }),
    ...(OldImage && { OldImage: plainItem(OldImage) }),
    SequenceNumber: sequenceOf(change),
    SizeBytes: change.SizeBytes ?? 0,
    StreamViewType: change.StreamViewType,
  };
}

function sequenceOf(change: StreamRecord): string {
  if (change.SequenceNumber === undefined)
    throw new Error("The stream gave a record without sequence number");
  return change.SequenceNumber;
}

/** The event record for what the stream client gives. */
export function eventRecord(record: _Record, streamArn: string, region: string): StreamEventRecord {
  return {
    eventID: record.eventID,
    eventName: record.eventName,
    eventVersion: record.eventVersion,
    eventSource: "aws:dynamodb",
    awsRegion: region,
    dynamodb: imagesOf(record.dynamodb ?? {}),
    eventSourceARN: streamArn,
    // Only the expiry of items has an identity, and it is always this one.
    ...(record.userIdentity && {
      userIdentity: { type: "Service", principalId: "dynamodb.amazonaws.com" },
    }),
  };
}
