/** The routes of business cards, and of the files of all submissions. */
export const cardRoutes = {
  cards: { method: "POST", path: "/cards" },
  file: { method: "GET", path: "/submissions/{id}/files/{n}" },
} as const;
