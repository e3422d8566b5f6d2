/** What runs that follow each other share: engines with their compiled programs, and networks with their weights. */
import { AsyncLocalStorage } from 'node:async_hooks';
import { CompiledEngine } from './compiled.js';
import type { Engine } from './engine.js';

/** An engine that may be used again by runs that open it with the same options. */
interface Idle {
  readonly key: string;
  readonly engine: CompiledEngine;
}

/** The largest weights have 80 MB; a list of jobs rarely has more networks. */
const KEPT_VALUES = 2;

/** Keeps engines and networks open from one run to the next. */
export class Workshop {
  static readonly #current = new AsyncLocalStorage<Workshop>();
  #idle: Idle[] = [];
  readonly #values = new Map<string, Promise<unknown>>();
  #isClosed = false;

  /** That of the run that goes on, if it has one. */
  static get current(): Workshop | undefined {
    return Workshop.#current.getStore();
  }

  /** Does some work in this workshop: what it opens is shared with other work in it. */
  run<Result>(work: () => Promise<Result>): Promise<Result> {
    return Workshop.#current.run(this, work);
  }

  /**
   * An engine that no other run is using; its `close` gives it back.
   *
   * @param key of what it is opened with @param open opens a new one
   */
  async lease(key: string, open: () => Promise<Engine>): Promise<Engine> {
    const index = this.#idle.findIndex((idle) => idle.key === key);
    const engine = index >= 0 ? this.#idle.splice(index, 1)[0]!.engine : await this.#make(open);
    if (!(engine instanceof CompiledEngine)) return engine;
    return engine.leased(async () => {
      if (engine.isAtRest && !this.#isClosed) this.#idle.push({ key, engine });
      else await engine.close();
    });
  }

  /** Before another is opened, those of other options are closed: they may hold much memory. */
  async #make(open: () => Promise<Engine>): Promise<Engine> {
    const others = this.#idle;
    this.#idle = [];
    await Promise.all(others.map(({ engine }) => engine.close()));
    return open();
  }

  /** A value that is made once, as long as few others are asked for; one that could not be made is made again. */
  keep<Value>(key: string, make: () => Promise<Value>): Promise<Value> {
    const before = this.#values.get(key) as Promise<Value> | undefined;
    const value = before ?? make();
    this.#values.delete(key);
    this.#values.set(key, value);
    value.catch(() => this.#values.delete(key));
    const [oldest] = this.#values.keys();
    if (this.#values.size > KEPT_VALUES && oldest !== undefined) this.#values.delete(oldest);
    return value;
  }

  /** Closes what is idle; what is in use is closed when it is given back. */
  async close(): Promise<void> {
    this.#isClosed = true;
    this.#values.clear();
    await Promise.all(this.#idle.splice(0).map(({ engine }) => engine.close()));
  }
}
