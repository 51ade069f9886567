import { openAccount } from "../../domain/account/actions.ts";
import { creditNote } from "../../domain/credit-note/credit-note.ts";
import { cancelInvoice } from "../../domain/invoice/credit.ts";
import { invoice } from "../../domain/invoice/invoice.ts";
import type { Action } from "../../domain/kernel/action.ts";
import { childId } from "../../domain/kernel/id.ts";
import { billOrder } from "../../domain/order/bill.ts";
import { enterOrder } from "../../domain/order/enter.ts";
import { fulfilOrder } from "../../domain/order/fulfil.ts";
import { order } from "../../domain/order/order.ts";
import { placeOrder } from "../../domain/order/place.ts";
import { returnOrder } from "../../domain/order/return.ts";
import { Deliveries, inOrder, type Manner } from "./deliveries.ts";
import { Memory } from "./memory.ts";

/** An order with its invoices and credit notes, made by the real actions and the real flow. */
export class Sale {
  readonly memory = new Memory();
  readonly id: string;
  readonly #deliveries: Deliveries;
  /** Deliveries after each thing that is asked; all when it is not told. */
  slow: (() => number) | undefined;

  constructor(terms: object, more: { readonly over?: string; readonly manner?: Manner } = {}) {
    const { over = "0", manner = inOrder } = more;
    this.#deliveries = new Deliveries(this.memory, manner);
    const { process } = this.memory;
    this.memory.process = {
      ...process,
      steps: {},
      reasons: {},
      tolerance: { ...process.tolerance, overDeliveryPercent: over },
    };
    this.id = "totals" in terms ? this.#asked(placeOrder, terms) : this.#entered(terms);
    this.settle();
  }

  #entered(terms: object): string {
    const account = this.#asked(openAccount, { name: "Alfreds" });
    return this.#asked(enterOrder, { account, topic: "Tea", currency: "EUR", ...terms });
  }

  #asked(action: Action, input: unknown): string {
    const answer = this.memory.ask({ action, input });
    if (!answer.ok) throw new Error(`${action.name}: ${answer.code} ${answer.message}`);
    return answer.id;
  }

  /** Lets all that follows happen; throws when something is stuck. */
  settle(): this {
    this.#deliveries.all();
    return this;
  }

  /** All that ever happened is told once more. */
  again(): void {
    this.#deliveries.again();
  }

  /** Asks it of the order; whether it was done. */
  ask(action: Action, input: unknown, id: string = this.id): boolean {
    const answer = this.memory.ask({ action, input, id });
    if (this.slow === undefined) this.settle();
    else this.#deliveries.some(this.slow());
    return answer.ok;
  }

  #did(action: Action, input: unknown, id?: string): this {
    if (!this.ask(action, input, id)) throw new Error(`${action.name} is refused: ${JSON.stringify(input)}`);
    return this;
  }

  /** All that is open is delivered, or this much of a line. */
  deliver(quantity?: string, line = 1): this {
    return this.#did(fulfilOrder, quantity === undefined ? {} : { lines: [{ line, quantity }] });
  }

  /** So much of a line comes back. */
  back(quantity: string, line = 1): this {
    return this.#did(returnOrder, { lines: [{ line, quantity }] });
  }

  /** What is delivered is billed, or this. */
  bill(input: object = {}): this {
    return this.#did(billOrder, input);
  }

  /** Finance cancels the invoice of a bill by hand. */
  cancelled(bill: number): this {
    return this.#did(cancelInvoice, {}, childId("inv", this.id, bill));
  }

  get order() {
    const [found] = this.memory.all(order);
    if (found === undefined) throw new Error("There is an order");
    return found;
  }

  /** What the customer owes for each invoice that is not credited whole: total less credit notes, by bill. */
  get owed(): Record<number, number> {
    const notes = Map.groupBy(this.memory.all(creditNote), (note): string => note.invoice);
    const owed = this.memory.all(invoice).map(({ id, bill = 0, totals }): [number, number] => {
      const credited = (notes.get(id) ?? []).reduce((sum, note) => sum + note.totals.total.minor, 0);
      return [bill, totals.total.minor - credited];
    });
    return Object.fromEntries(owed.filter(([, minor]) => minor !== 0));
  }

  /** What the customer owes in all, or has paid. */
  get total(): number {
    return Object.values(this.owed).reduce((sum, minor) => sum + minor, 0);
  }
}
