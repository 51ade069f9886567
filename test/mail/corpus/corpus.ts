import type { MailCase } from "../case.ts";
import { automatic } from "./automatic.ts";
import { broken } from "./broken.ts";
import { charsets } from "./charsets.ts";
import { forwards } from "./forwards.ts";
import { mailers } from "./mailers.ts";
import { replies } from "./replies.ts";
import { signatures } from "./signatures.ts";

/** All mails that the reading of mails is tried with. */
export const corpus: readonly MailCase[] = [
  ...mailers,
  ...signatures,
  ...replies,
  ...forwards,
  ...automatic,
  ...charsets,
  ...broken,
];
