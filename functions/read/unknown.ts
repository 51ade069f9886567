import { unknownRoute } from "../runtime/read/unknown.ts";

export const handler = unknownRoute();
