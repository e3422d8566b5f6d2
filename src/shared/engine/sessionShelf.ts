/** Models that were let go of and may be wanted again: a run that follows one like it need not make them anew. */
import type { LaneSessions } from './laneSessions.js';

interface Kept {
  readonly digest: string;
  readonly sessions: LaneSessions;
  /** The run that used it last. */
  readonly run: number;
}

/**
 * Sessions between two uses. One is in use by one program at a time, for an optimiser's state is kept with it. A run that wants a model that is not here
 * is another than the last: what that one left is then freed, so that two runs do not add up in memory.
 */
export class SessionShelf {
  #kept: Kept[] = [];
  readonly #used = new Map<LaneSessions, string>();
  #run = 0;

  /** A run ends: what it did not let go of is nobody's now. */
  endRun(): void {
    for (const sessions of [...this.#used.keys()]) this.put(sessions);
    this.#run++;
  }

  /** Takes a model if it is here; else frees what earlier runs left, and makes it. */
  async take(digest: string, make: () => Promise<LaneSessions>): Promise<LaneSessions> {
    const index = this.#kept.findIndex((kept) => kept.digest === digest);
    const sessions = index >= 0 ? this.#kept.splice(index, 1)[0]!.sessions : await this.#make(make);
    this.#used.set(sessions, digest);
    return sessions;
  }

  /** Keeps a model that a program has let go of. */
  put(sessions: LaneSessions): void {
    const digest = this.#used.get(sessions);
    if (digest === undefined) return;
    this.#used.delete(sessions);
    this.#kept.push({ digest, sessions, run: this.#run });
  }

  async #make(make: () => Promise<LaneSessions>): Promise<LaneSessions> {
    const old = this.#kept.filter(({ run }) => run !== this.#run);
    this.#kept = this.#kept.filter(({ run }) => run === this.#run);
    await Promise.all(old.map(({ sessions }) => sessions.release()));
    return make();
  }
}
