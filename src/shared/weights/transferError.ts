/** A request that failed; `retry` says whether trying again makes sense. */
export class TransferError extends Error {
  override readonly name = 'TransferError';

  constructor(
    message: string,
    readonly retry: boolean,
    /** How long the server asks to wait, or 0. */
    readonly retryAfterMs = 0,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
