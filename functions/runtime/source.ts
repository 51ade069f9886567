/** The `source` of all events of Salesline on the bus: what every rule asks for. */
export const SOURCE = "salesline";
