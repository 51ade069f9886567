import { createServer } from "node:net";

/** Whether the port of 127.0.0.1 was free just now; 0 asks for any. Resolves to the port, rejects with the system's error. */
export const freePort = (port = 0): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address !== null ? address.port : port));
    });
  });
