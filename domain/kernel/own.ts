/** What is kept under a name that anybody may have chosen: "constructor" is a name like any other, and nothing is kept under it unless it was put there. */
export function own<T>(kept: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(kept, name) ? kept[name] : undefined;
}
