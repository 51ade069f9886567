import { STATUS_CODES } from "node:http";
import { styleText } from "node:util";
import type { RecordAnswer, Told } from "../client/answers.ts";
import type { Answer } from "../client/transport.ts";

type Style = Parameters<typeof styleText>[0];

/** Colours only where somebody looks at a terminal. */
const styled = (style: Style, text: string) => styleText(style, text, { stream: process.stdout });

const WIDTH = 110;
const clip = (text: string, width: number) => (text.length > width ? `${text.slice(0, width - 1)}…` : text);

/** Ids as they can be told from their neighbours on a page: the stage, and the end of the number. */
export const shortIds = (text: string): string =>
  text.replaceAll(/\b([a-z]{3}_)[0-9A-Z]{6,22}([0-9A-Z]{4})\b/g, "$1…$2");

/** Prints a heading with a rule under it. */
export const printHeading = (text: string): void =>
  console.log(`\n${styled("bold", text)}\n${styled("dim", "─".repeat(Math.min(WIDTH, text.length)))}`);

/** Prints what somebody does, numbered. */
export const printStep = (number: number, who: string, what: string): void =>
  console.log(`\n${styled("bold", `${String(number).padStart(2)}  ${who} ${what}`)}`);

const printLine = (sign: string, text: string) =>
  console.log(styled("dim", clip(`    ${sign} ${shortIds(text)}`, WIDTH)));

/** Prints a request on one line. */
export const printRequest = (method: string, path: string, body: unknown): void =>
  printLine(">", `${method} ${path}${body === undefined ? "" : ` ${JSON.stringify(body)}`}`);

/** Prints what a request was answered with on one line: the status, the record, and what will follow. */
export const printAnswer = ({ status }: Answer, { id, status: state, version, next }: RecordAnswer): void => {
  const following = Object.entries(next ?? {}).map(([stage, of]) => `${stage} ${of}`);
  const then = following.length === 0 ? "" : `; next: ${following.join(", ")}`;
  printLine("<", `${status} ${STATUS_CODES[status] ?? ""}, ${id} is ${state}, version ${version}${then}`);
};

/** Prints an event on one line: time (UTC), type, record, and what it was caused by. */
export const printEvent = ({ at, type, id, causedBy }: Told): void => {
  const cause = causedBy === undefined ? "" : `  caused by ${shortIds(causedBy)}`;
  const line = `${at.slice(11, 23)}  ${type.padEnd(24)}  ${shortIds(id).padEnd(18)}${cause}`;
  console.log(`      ${styled("cyan", line.trimEnd())}`);
};

/** Prints lines of text, indented. */
export const printLines = (lines: readonly string[]): void => {
  for (const line of lines) console.log(line === "" ? "" : `  ${line}`);
};
