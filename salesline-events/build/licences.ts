import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod";

const Package = z.object({
  name: z.string(),
  version: z.string(),
  license: z.string(),
  author: z.union([z.string(), z.object({ name: z.string() })]),
});

// Where a package has no file of it, its licence is the standard text with its author.
const mit = (author: string) => `MIT License

Copyright (c) ${author}

Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation files (the "Software"), to deal in the Software without restriction, including without limitation the rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.
`;

function licenceOf(folder: string): string {
  const { name, version, license, author } = Package.parse(
    JSON.parse(readFileSync(join(folder, "package.json"), "utf8")),
  );
  const head = `${name} ${version} (${license})\n\n`;
  const file = join(folder, "LICENSE");
  if (existsSync(file)) return head + readFileSync(file, "utf8");
  if (license !== "MIT") throw new Error(`${name} has no file LICENSE, and ${license} is not known here`);
  return head + mit(typeof author === "string" ? author : author.name);
}

const PACKAGE = /^(?:.*\/)?node_modules\/(?<name>(?:@[^/]+\/)?[^/]+)\//;

/** The licences of all packages that these files of a bundle are from. */
export function licencesOf(root: string, files: readonly string[]): string {
  const names = new Set(files.flatMap((file) => PACKAGE.exec(file)?.groups?.["name"] ?? []));
  const texts = [...names].toSorted().map((name) => licenceOf(join(root, "node_modules", name)));
  return `What salesline-events has in it of others, and by which licences.\n\n${texts.join("\n----\n\n")}`;
}
