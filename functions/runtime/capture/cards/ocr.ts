import {
  BadDocumentException,
  type Block,
  DetectDocumentTextCommand,
  DocumentTooLargeException,
  InvalidParameterException,
  TextractClient,
  UnsupportedDocumentException,
} from "@aws-sdk/client-textract";
import type { Line } from "../../../../domain/card/photo/line.ts";
import { quiet } from "../../quiet.ts";

/** Reads the letters of a picture. */
export interface Ocr {
  /** Its lines from top to bottom; why not, when it is no picture that can be read. Throws while the service is away. */
  read(picture: Uint8Array): Promise<{ readonly lines: readonly Line[] } | { readonly unreadable: string }>;
}

/** What says that asking again would not help. */
const final = [
  BadDocumentException,
  DocumentTooLargeException,
  InvalidParameterException,
  UnsupportedDocumentException,
] as const;

function lineOf({ BlockType, Text = "", Confidence = 0, Geometry }: Block): Line[] {
  if (BlockType !== "LINE" || Text.trim() === "") return [];
  const { Left = 0, Top = 0, Width = 0, Height = 0 } = Geometry?.BoundingBox ?? {};
  return [{ text: Text.trim(), confidence: Confidence, left: Left, top: Top, width: Width, height: Height }];
}

/** Amazon Textract; on this machine what stands in for it (AWS_ENDPOINT_URL_TEXTRACT). */
export function openOcr(client = new TextractClient({ maxAttempts: 5 })): Ocr {
  quiet(client);
  return {
    async read(Bytes) {
      try {
        const { Blocks = [] } = await client.send(new DetectDocumentTextCommand({ Document: { Bytes } }));
        return { lines: Blocks.flatMap(lineOf) };
      } catch (error) {
        if (!final.some((kind) => error instanceof kind)) throw error;
        return { unreadable: error instanceof Error ? error.name : "unreadable" };
      }
    },
  };
}
