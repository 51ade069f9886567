/** Where somebody else may stand between an instance of a function and its world. */
export interface InstanceSeams {
  /** URL of a module that each instance loads before its function. */
  readonly preload: string;
  /** Variables of one instance, named like "place-order~3", on top of those of its function. */
  readonly environment: (instance: string) => Readonly<Record<string, string>>;
  /** The X-Ray header of an invocation that nobody gave one. */
  readonly trace: () => string;
}
