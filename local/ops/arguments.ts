import { parseArgs, type ParseArgsOptionsConfig } from "node:util";
import * as z from "zod";

/** The words after `npm run ops --` cannot be used; the message says which and what to do. */
export class BadArguments extends Error {
  override readonly name = "BadArguments";
}

/** What every command takes. */
const common = {
  aws: { type: "boolean" },
  data: { type: "string" },
  json: { type: "boolean" },
} as const satisfies ParseArgsOptionsConfig;

const Common = {
  aws: z.boolean().default(false),
  data: z.string().optional(),
  json: z.boolean().default(false),
};

/** What every command takes: whether it is about an AWS account, the data folder of the local system, and the form of the answer. */
export type CommonOptions = z.output<z.ZodObject<typeof Common>>;

const dashed = (name: string) => name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
const camel = (name: string) => name.replaceAll(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());

// A number reads `true` as 1.
const isFlag = (schema: z.ZodType) => schema.safeParse(true).success && !schema.safeParse("1").success;

const wordsOf = (args: readonly string[], options: ParseArgsOptionsConfig, allowPositionals: boolean) => {
  try {
    return parseArgs({ args: [...args], options, allowPositionals });
  } catch (error) {
    throw new BadArguments(error instanceof Error ? error.message : String(error));
  }
};

type Read<S extends z.ZodRawShape> = CommonOptions & z.output<z.ZodObject<S>>;

const read = <S extends z.ZodRawShape>(args: readonly string[], shape: S, allowPositionals: boolean) => {
  const own = Object.entries(shape).map(([name, schema]) => {
    const type = schema instanceof z.ZodType && isFlag(schema) ? ("boolean" as const) : ("string" as const);
    return [dashed(name), { type }] as const;
  });
  const { values: given, positionals } = wordsOf(
    args,
    { ...common, ...Object.fromEntries(own) },
    allowPositionals,
  );
  const values = Object.fromEntries(Object.entries(given).map(([name, value]) => [camel(name), value]));
  const parsed = [z.object(Common).safeParse(values), z.object(shape).safeParse(values)] as const;
  const [all, mine] = parsed;
  const issues = parsed.flatMap(({ error }) => error?.issues ?? []);
  if (!all.success || !mine.success) {
    const texts = issues.map(({ path, message }) => `--${dashed(path.join("."))}: ${message}`);
    throw new BadArguments(texts.join("; "));
  }
  return { options: { ...all.data, ...mine.data }, words: positionals };
};

/** Reads the words after a command by its options: `--dry-run` is `dryRun`. Throws BadArguments. */
export const readOptions = <S extends z.ZodRawShape>(args: readonly string[], shape: S): Read<S> =>
  read(args, shape, false).options;

/** The same of a command that takes words of their own beside its options. Throws BadArguments. */
export const readWords = <S extends z.ZodRawShape>(
  args: readonly string[],
  shape: S,
): { readonly options: Read<S>; readonly words: readonly string[] } => read(args, shape, true);

/** A number of messages a second. */
export const Rate = z.coerce
  .number("must be a number, such as 10")
  .min(1, "must be 1 to 1000 a second")
  .max(1000, "must be 1 to 1000 a second")
  .default(10);

/** An instant or a day, in UTC. */
export const Instant = z
  .string()
  .transform((text) => new Date(text))
  .refine(
    (date) => !Number.isNaN(date.getTime()),
    "must be an instant such as 2026-11-26 or 2026-11-26T08:30:00Z",
  )
  .transform((date) => date.toISOString());
