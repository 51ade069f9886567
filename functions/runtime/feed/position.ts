const MARK = "feed:";
const POSITION = /^feed:(?<number>0|[1-9][0-9]{0,14})$/;

/** A place of the feed as callers name it: opaque to them, so that how places are numbered stays ours. */
export function positionText(position: number): string {
  return Buffer.from(`${MARK}${position}`).toString("base64url");
}

/** The place of the feed that a text names; undefined when it names none. */
export function positionOf(text: string): number | undefined {
  const { number } = POSITION.exec(Buffer.from(text, "base64url").toString())?.groups ?? {};
  const position = number === undefined ? undefined : Number(number);
  // Decoding passes over what does not belong: a position is the one text that it is written as.
  return position !== undefined && positionText(position) === text ? position : undefined;
}
