import { postCards } from "../runtime/capture/cards/post-cards.ts";

export const handler = postCards();
