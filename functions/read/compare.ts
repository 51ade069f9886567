import { compareQuotes } from "../runtime/read/compare.ts";

export const handler = compareQuotes();
