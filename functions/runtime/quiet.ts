/** What every client of the SDK has of this. */
interface Client {
  readonly middlewareStack: { remove(name: string): boolean };
}

/** A client that does not prepare each request and answer for a log that nobody writes: 5 % of what a call costs. */
export function quiet<C extends Client>(client: C): C {
  client.middlewareStack.remove("loggerMiddleware");
  return client;
}
