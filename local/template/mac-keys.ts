import * as z from "zod";
import type { World } from "./world.ts";

const Properties = z.object({ KeySpec: z.string().optional() });

/** ARNs of the keys of the templates that sign. */
export const macKeysOf = (world: World): string[] =>
  world
    .ofType("AWS::KMS::Key")
    .filter((key) => key.read(Properties).KeySpec === "HMAC_256")
    .map(({ name, identity }) => identity.attributes["Arn"] ?? name);
