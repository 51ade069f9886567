import { mail, type MailCase } from "../case.ts";

/** What a signature suggests, and what it does not; and what is held though it is an enquiry. */
export const signatures: readonly MailCase[] = [
  {
    name: "a signature with the number of a fax only gives no phone",
    raw: mail(
      { From: "Ana Ruiz <ana@ruiz.example>", Subject: "Hi" },
      "Hi\n\n-- \nAna Ruiz\nFax +49 30 901829",
    ),
    without: ["phone"],
  },
  {
    name: "a national number in the signature",
    raw: mail(
      { From: "Ana Ruiz <ana@ruiz.example>", Subject: "Hi" },
      "Hi\n\nViele Grüße\nAna Ruiz\nMobil: 0171 1234567",
    ),
    fields: { phone: "0171 1234567" },
  },
  {
    name: "an order number in the text is no phone number",
    raw: mail(
      { From: "Ana Ruiz <ana@ruiz.example>", Subject: "Hi" },
      "Order 4500123456 of 2026-11-23.\n\nRegards\nAna",
    ),
    without: ["phone"],
  },
  {
    name: "a profile in a network is no website",
    raw: mail(
      { From: "Ana Ruiz <ana@ruiz.example>", Subject: "Hi" },
      "Hi\n\n-- \nAna\nhttps://www.linkedin.com/in/ana",
    ),
    without: ["website"],
  },
  {
    name: "a Spanish signature",
    raw: mail(
      { From: "ventas@ruiz.example", Subject: "Oferta" },
      "Necesitamos bombas.\n\nUn saludo\nAna Ruiz\nDirectora de compras\nRuiz e Hijos S.L.\nTel: +34 91 434 33 12",
    ),
    fields: {
      lastName: "Ruiz",
      firstName: "Ana",
      jobTitle: "Directora de compras",
      company: "Ruiz e Hijos S.L.",
    },
  },
  {
    name: "a first mail in which a real customer's server adds an unsubscribe link is held, not dropped",
    raw: mail(
      { From: "Ana Ruiz <ana@ruiz.example>", Subject: "Offer", "List-Unsubscribe": "<mailto:x@y.example>" },
      "Hi",
    ),
    code: "newsletter",
    fields: { email: "ana@ruiz.example", topic: "Offer" },
    text: "Hi",
  },
];
