/** A file of a post, without its bytes. */
export interface PostedFile {
  /** The name of the field. */
  readonly field: string;
  readonly name: string;
  readonly contentType: string;
  readonly bytes: number;
  /** SHA-256 of its bytes. */
  readonly hash: string;
}

/** What was posted, whatever it was encoded as. */
export interface Posted {
  readonly values: ReadonlyMap<string, readonly string[]>;
  readonly files: readonly PostedFile[];
}

/** What can be wrong with one value. */
export type FieldFault =
  | "required"
  | "too-long"
  | "not-text"
  | "email"
  | "url"
  | "number"
  | "date"
  | "choice"
  | "several"
  | "too-many"
  | "file-too-large"
  | "no-file"
  | "consent"
  | "consent-changed"
  | "captcha";

/** One wrong value, by the name of its field. */
export interface FieldError {
  readonly name: string;
  readonly fault: FieldFault;
  /** The most that is possible. */
  readonly most?: number;
}

/** The first value under a name, trimmed; undefined when it is empty. */
export function one({ values }: Pick<Posted, "values">, name: string): string | undefined {
  const value = values.get(name)?.[0]?.trim();
  return value === "" ? undefined : value;
}
