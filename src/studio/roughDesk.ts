import { jobValues } from '../jobs/jobValues.js';
import { messageOf, NstError } from '../shared/errors.js';
import { runFields } from './fields.js';
import type { Medium } from './medium.js';
import type { RoughLook, RoughWay } from './roughWay.js';
import type { Uploads } from './uploads.js';
import type { FieldValues, RoughAnswer } from './wire.js';

/** A page is answered in this time, with what there is: longer, and it would not be felt as an answer. */
const PATIENCE_MS = 700;
/** What is kept warm takes memory, and is given back when nobody has asked for so long. */
const IDLE_MS = 60_000;

/** What is asked for. */
interface Aim {
  readonly key: string;
  readonly stop: AbortController;
  version: number;
  look: RoughLook | undefined;
  isOver: boolean;
  /** A run was on, so better looks were left out. */
  isCut: boolean;
  problem: string | undefined;
  /** Called when there is something new. */
  wake: () => void;
  news: Promise<void>;
}

function newAim(key: string): Aim {
  const aim: Aim = {
    key,
    stop: new AbortController(),
    version: 0,
    look: undefined,
    isOver: false,
    isCut: false,
    problem: undefined,
    wake: () => undefined,
    news: Promise.resolve(),
  };
  renew(aim);
  return aim;
}

function renew(aim: Aim): void {
  aim.wake();
  aim.news = new Promise((resolve) => {
    aim.wake = resolve;
  });
}

/** Draws what is to be seen before a run. The newest wish holds, whichever page it comes from; runs go first. */
export class RoughDesk {
  #aim: Aim | undefined;
  readonly #ways = new Map<Medium, RoughWay>();
  #tail: Promise<void> = Promise.resolve();
  #idle: NodeJS.Timeout | undefined;

  /** @param isBusy whether a run is on, beside which nothing that takes long is drawn */
  constructor(
    private readonly media: readonly Medium[],
    private readonly uploads: Uploads,
    private readonly isBusy: () => boolean,
  ) {}

  /**
   * The newest look, in less than a second.
   *
   * @param seen the version that the page has; 0: it asks for something new
   * @throws NstError NST_BAD_OPTION for values that the command would refuse
   */
  async ask(name: string, fields: FieldValues, seen: number): Promise<RoughAnswer> {
    const medium = this.media.find((each) => each.name === name);
    if (!medium?.openRough)
      throw new NstError('NST_BAD_OPTION', 'medium: expected one that can be looked at');
    const key = JSON.stringify([name, fields]);
    // Another page has asked for something else by now; it need not be fought over.
    if (this.#aim?.key !== key && seen > 0) return { version: seen, isOver: true, isCut: false };
    const aim = this.#standing(key, seen) ?? this.#begin(medium, key, fields);
    clearTimeout(this.#idle);
    this.#idle = setTimeout(() => void this.free(), IDLE_MS).unref();
    const endMs = performance.now() + PATIENCE_MS;
    while (aim.version <= seen && !aim.isOver && performance.now() < endMs) await soonerOf(aim.news, endMs);
    return answerOf(aim, seen);
  }

  /** What is being drawn, if it is what is asked for; undefined if it has to be drawn, or drawn again. */
  #standing(key: string, seen: number): Aim | undefined {
    const aim = this.#aim;
    if (aim?.key !== key) return undefined;
    const isPoor = aim.problem !== undefined || (aim.isCut && !this.isBusy());
    return seen === 0 && aim.isOver && isPoor ? undefined : aim;
  }

  #begin(medium: Medium, key: string, fields: FieldValues): Aim {
    const { command, table } = medium.kind;
    const values = jobValues(command, table, runFields(medium, fields, this.uploads.pathOf));
    this.#aim?.stop.abort();
    const aim = newAim(key);
    this.#aim = aim;
    const way = this.#ways.get(medium) ?? medium.openRough!();
    this.#ways.set(medium, way);
    const show = (look: RoughLook) => {
      if (aim.stop.signal.aborted) return;
      aim.look = look;
      aim.version++;
      renew(aim);
    };
    const fail = (error: unknown) => {
      if (!aim.stop.signal.aborted) aim.problem = messageOf(error);
    };
    const glanced = way.glance(values).then((look) => {
      // What takes longer may have been quicker.
      if (look && aim.version === 0) show(look);
    });
    this.#tail = this.#tail.then(async () => {
      try {
        aim.isCut = this.isBusy();
        if (way.look && !aim.stop.signal.aborted && !aim.isCut)
          await way.look(values, { signal: aim.stop.signal, show });
        // Of a glance that failed nobody needs to know once there is something better.
        if (aim.version === 0) await glanced;
      } catch (error) {
        fail(error);
      }
      aim.isOver = true;
      renew(aim);
    });
    // It is waited for above; until then nobody listens.
    glanced.catch(() => undefined);
    return aim;
  }

  /** Ends what is being drawn, and gives back what was kept warm. */
  async free(): Promise<void> {
    clearTimeout(this.#idle);
    this.#aim?.stop.abort();
    this.#aim = undefined;
    this.#tail = this.#tail.then(async () => {
      const ways = [...this.#ways.values()];
      this.#ways.clear();
      await Promise.all(ways.map((way) => way.close()));
    });
    await this.#tail;
  }
}

function answerOf({ version, look, isOver, isCut, problem }: Aim, seen: number): RoughAnswer {
  const isNew = look !== undefined && version > seen;
  return {
    version,
    isOver,
    isCut,
    ...(problem !== undefined && { problem }),
    ...(isNew && {
      look: { type: look.type, words: look.words, base64: Buffer.from(look.bytes).toString('base64') },
    }),
  };
}

/** Until there are news, or it is late. */
async function soonerOf(news: Promise<void>, endMs: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, endMs - performance.now());
  });
  await Promise.race([news, late]);
  clearTimeout(timer);
}
