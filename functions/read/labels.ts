import { readLabels } from "../runtime/read/labels.ts";

export const handler = readLabels();
