/** Makes previews one at a time: those that are due while one is being made are left out. */
export class PreviewMaker<Source, Result> {
  readonly #make: (source: Source) => Promise<Result>;
  readonly #onResult: (result: Result) => void;
  #making: Promise<void> | undefined;
  #failure: unknown;

  constructor(make: (source: Source) => Promise<Result>, onResult: (result: Result) => void) {
    this.#make = make;
    this.#onResult = onResult;
  }

  /** @param source is only asked for if no other preview is being made */
  offer(source: () => Source): void {
    this.#making ??= this.#make(source())
      .then(this.#onResult)
      .catch((error: unknown) => {
        this.#failure = error;
      })
      .finally(() => {
        this.#making = undefined;
      });
  }

  /** Waits for the one that is being made. Rejects if one could not be made. */
  async end(): Promise<void> {
    await this.#making;
    if (this.#failure !== undefined) throw this.#failure;
  }
}
