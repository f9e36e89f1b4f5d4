/** Why the store cannot be opened: one sentence for the operator, which names FRONTDESK_DATABASE and what to do. */
export class StoreOpenError extends Error {}

/** There is nothing to read yet: Frontdesk was never started on it. */
export class NothingStoredError extends StoreOpenError {}
