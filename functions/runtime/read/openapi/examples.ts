/** Bodies to begin with, by action. */
export const examples: Readonly<Record<string, object>> = {
  "lead.capture": {
    topic: "New office furniture",
    firstName: "Ann",
    lastName: "Devon",
    company: "Eastern Connection",
    email: "ann@eastern.example",
    source: "web",
  },
  "lead.mark-contacted": { note: "Called, wants an offer" },
  "lead.qualify": { account: "create", contact: "create", opportunity: "create" },
  "lead.disqualify": { reason: "no-longer-interested" },
  "account.open": { name: "Eastern Connection", email: "office@eastern.example" },
  "contact.add": { firstName: "Ann", lastName: "Devon", email: "ann@eastern.example" },
  "product.add": {
    code: "CHAI",
    name: "Chai, 10 boxes",
    unit: "box",
    prices: { EUR: "14.00" },
    taxPercent: "10",
  },
  "opportunity.open": { topic: "New office furniture", account: "acc_01KAQ6Z3V9T4M0T3R5D9WXYZAB" },
  "opportunity.set-lines": {
    lines: [
      { product: "pro_01KAQ6Z3V9T4M0T3R5D9WXYZAB", quantity: "3" },
      { description: "Delivery", quantity: "1", unitPrice: "25.00", taxPercent: "21" },
    ],
  },
  "opportunity.lose": { reason: "price", note: "Another offer was lower" },
  "quote.draft": { opportunity: "opp_01KAQ6Z3V9T4M0T3R5D9WXYZAB", validUntil: "2999-12-31" },
  "quote.set-lines": { lines: [{ description: "Delivery", quantity: "1", unitPrice: "25.00" }] },
  "quote.send": { validUntil: "2999-12-31" },
  "quote.change": { paymentTerms: { days: 14 }, note: "Delivery is free of charge" },
  "quote.request-approval": { note: "The customer buys for the whole group" },
  "quote.reject": { reason: "Give at most 10 % on the advice" },
  "quote.accept": {
    hash: "e13453874cba544d31695247399a4a9a52357678194bae5a005d6babd3f37c1b",
    reference: "PO-4711",
  },
  "order.fulfil": { lines: [{ line: 1, quantity: "2" }], reference: "Parcel 17" },
  "invoice.pay": { amount: { minor: 4620, currency: "EUR" }, method: "bank transfer" },
};
