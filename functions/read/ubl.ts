import { ublDocument } from "../runtime/read/ubl.ts";

export const handler = ublDocument();
