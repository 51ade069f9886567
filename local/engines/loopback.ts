import { Server } from "node:net";

/**
 * Makes every server of this process listen on 127.0.0.1 only.
 * The queue engine listens on all interfaces and has no setting for it; the queues hold customers' data.
 */
export const keepToLoopback = (): void => {
  const listen: unknown = Reflect.get(Server.prototype, "listen");
  if (typeof listen !== "function") return;
  const value = function (this: Server, options: unknown, ...rest: unknown[]): unknown {
    const bound =
      typeof options === "object" && options !== null ? { ...options, host: "127.0.0.1" } : options;
    return Reflect.apply(listen, this, [bound, ...rest]);
  };
  Object.defineProperty(Server.prototype, "listen", { value, writable: true, configurable: true });
};
