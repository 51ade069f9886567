/** The most cards that one request may bring: each is a submission of its own. */
export const MOST_CARDS = 100;

/** What Lambda takes in one event, 6 MB, with the body in base64 and room for the rest of the event. */
export const MOST_BYTES = 4_400_000;

/** Textract reads no picture with a longer side. */
export const LONGEST_SIDE = 10_000;

/** What a picture needs when it is unpacked grows with its area: this is about 240 MB. */
export const MOST_PIXELS = 60_000_000;

/** Smaller ones hold no letters that could be read. */
export const SHORTEST_SIDE = 50;
