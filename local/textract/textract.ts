import { randomUUID } from "node:crypto";
import type { Bbox, Line, Page, Word } from "tesseract.js";
import * as z from "zod";
import { type Answer, serveActions } from "../bus/action-server.ts";
import { messageOf } from "../problem.ts";
import { upright } from "./orientation.ts";
import { Reader, ReadTooSlowly } from "./reader.ts";

const Call = z.object({ Document: z.object({ Bytes: z.base64() }) });

/** As the service has them. */
const MOST_BYTES = 10 * 1024 * 1024;
const LONGEST_SIDE = 10_000;

/** A running stand-in for Amazon Textract; give its `url` to the Textract client as endpoint. */
export interface Textract {
  readonly url: string;
  readonly healthy: () => boolean;
  readonly stop: () => Promise<void>;
}

const fault = (type: string, message: string): Answer => ({ fault: { type, message } });

function geometryOf({ x0, y0, x1, y1 }: Bbox, width: number, height: number) {
  const [left, top, right, bottom] = [x0 / width, y0 / height, x1 / width, y1 / height];
  const corners = [
    [left, top],
    [right, top],
    [right, bottom],
    [left, bottom],
  ];
  return {
    BoundingBox: { Left: left, Top: top, Width: right - left, Height: bottom - top },
    Polygon: corners.map(([X, Y]) => ({ X, Y })),
  };
}

function blocksOf(page: Page, width: number, height: number) {
  const blockOf = (
    BlockType: "LINE" | "WORD",
    { text, confidence, bbox }: Line | Word,
    children: string[],
  ) => ({
    Id: randomUUID(),
    BlockType,
    Text: text.trim(),
    Confidence: confidence,
    ...(BlockType === "WORD" && { TextType: "PRINTED" }),
    Geometry: geometryOf(bbox, width, height),
    ...(children.length > 0 && { Relationships: [{ Type: "CHILD", Ids: children }] }),
  });
  const lines = (page.blocks ?? []).flatMap(({ paragraphs }) => paragraphs.flatMap((each) => each.lines));
  const read = lines
    .filter(({ text }) => text.trim() !== "")
    .map((line) => {
      const words = line.words.map((word) => blockOf("WORD", word, []));
      return {
        line: blockOf(
          "LINE",
          line,
          words.map(({ Id }) => Id),
        ),
        words,
      };
    });
  const whole = {
    Id: randomUUID(),
    BlockType: "PAGE",
    Geometry: geometryOf({ x0: 0, y0: 0, x1: width, y1: height }, width, height),
    Relationships: [{ Type: "CHILD", Ids: read.map(({ line }) => line.Id) }],
  };
  return [whole, ...read.map(({ line }) => line), ...read.flatMap(({ words }) => words)];
}

async function detect(body: string, reader: Reader): Promise<Answer> {
  const call = Call.safeParse(JSON.parse(body));
  if (!call.success)
    return fault("InvalidParameterException", "Request has invalid parameters: Document.Bytes");
  const bytes = Buffer.from(call.data.Document.Bytes, "base64");
  if (bytes.length > MOST_BYTES) return fault("DocumentTooLargeException", "Document is larger than 10 MB");
  try {
    const picture = upright(bytes);
    const { width, height } = picture;
    if (Math.max(width, height) > LONGEST_SIDE) {
      return fault(
        "UnsupportedDocumentException",
        "Request has unsupported document format: too many pixels",
      );
    }
    const page = await reader.read(picture.bytes);
    const Blocks = blocksOf(page, width, height);
    return { output: { DocumentMetadata: { Pages: 1 }, DetectDocumentTextModelVersion: "1.0", Blocks } };
  } catch (error) {
    // Answered as a fault of the service, which is asked again.
    if (error instanceof ReadTooSlowly) throw error;
    return fault(
      "UnsupportedDocumentException",
      `Request has unsupported document format: ${messageOf(error)}`,
    );
  }
}

/** Serves DetectDocumentText of Amazon Textract on 127.0.0.1, read by Tesseract. */
export async function startTextract(): Promise<Textract> {
  const reader = new Reader();
  const actions = new Map([["DetectDocumentText", (body: string) => detect(body, reader)]]);
  const server = await serveActions("Textract", actions, 0);
  return {
    url: server.url,
    healthy: () => server.healthy(),
    stop: async () => {
      await server.stop();
      await reader.stop();
    },
  };
}
