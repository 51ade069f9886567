import { randomUUID } from "node:crypto";
import { createTransport } from "nodemailer";
import type { Way } from "./enquiry.ts";

const RECIPIENT = "sales@localhost";

/** Mails over SMTP to the mail server on this port, so many connections at the same time. */
export const mailsWay = (port: number, clients: number): Way => {
  const server = createTransport({
    host: "127.0.0.1",
    port,
    pool: true,
    maxConnections: clients,
    maxMessages: Infinity,
    ignoreTLS: true,
  });
  return {
    name: "mails",
    source: "email",
    // What is sent by a machine that says so waits for a look.
    verdicts: { new: "accepted", again: "merged", machine: "held" },
    async send({ kind, lastName, email, company, message }) {
      const key = `${randomUUID()}@bench.example`;
      await server.sendMail({
        messageId: `<${key}>`,
        from: { name: `Anna ${lastName}`, address: email },
        to: RECIPIENT,
        subject: `Tea for ${company}`,
        text: `Hello,\n\n${message}\n\nKind regards\nAnna ${lastName}\n${company}\n`,
        ...(kind === "machine" && { headers: { "Auto-Submitted": "auto-generated" } }),
      });
      return key;
    },
    close: () => server.close(),
  };
};
