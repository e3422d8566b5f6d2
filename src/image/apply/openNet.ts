import type { Engine } from '../../shared/engine/engine.js';
import { openEngine } from '../../shared/engine/openEngine.js';
import type { Picture } from '../../shared/pictures/picture.js';
import { SILENT } from '../../shared/reporter.js';
import type { ModelCard } from '../../shared/stylise/modelFile.js';
import { swapLuma } from '../colour/luma.js';
import { matchColours } from '../colour/match.js';
import { colourStatistics } from '../colour/statistics.js';
import { chooseNet } from './chosenNet.js';
import { conditionOf, openStyliser } from './openStyliser.js';
import type { ApplyOptions } from './options.js';
import type { Condition, Styliser } from './styliser.js';

/** What a net that stays open is told: all but the pictures. */
export type NetOptions = Omit<ApplyOptions, 'content' | 'mask' | 'invertMask' | 'signal'>;

/** A trained net with the styles that are meant, open for any number of pictures: what there is to know of the styles is found once. */
export class OpenNet {
  private constructor(
    private readonly engine: Engine,
    private readonly styliser: Styliser,
    private readonly condition: Condition,
    private readonly options: NetOptions,
  ) {}

  /**
   * @param options checked already
   * @param mostLanes pictures that are worked on at the same time, at most
   * @throws NstError NST_BAD_OPTION, NST_BAD_INPUT, NST_DEVICE or NST_MODEL_BROKEN
   */
  static async open(options: NetOptions, mostLanes: (threads: number) => number): Promise<OpenNet> {
    const { reporter = SILENT, device = 'auto', threads = 0 } = options;
    const net = await chooseNet(options);
    const engine = await openEngine({ device, threads, lanes: mostLanes(threads), reporter });
    try {
      const styliser = await openStyliser(engine, net);
      return new OpenNet(engine, styliser, await conditionOf(styliser, net, options), options);
    } catch (error) {
      await engine.close();
      throw error;
    }
  }

  /** The device that does the work. */
  get device(): string {
    return this.engine.device;
  }

  /** Pictures that may be worked on at the same time. */
  get lanes(): number {
    return this.engine.lanes;
  }

  /** What the net is. */
  get card(): ModelCard {
    return this.styliser.model.card;
  }

  /** Gives a picture of any size the style. */
  async apply(picture: Picture): Promise<Picture> {
    const stylised = await this.styliser.apply(
      picture,
      this.condition,
      this.options.strength ?? 1,
      this.options.seed,
    );
    return withColours(stylised, picture, this.options);
  }

  /** Frees everything. */
  async close(): Promise<void> {
    await this.engine.close();
  }
}

function withColours(stylised: Picture, content: Picture, { keepColors = 'none' }: NetOptions): Picture {
  if (keepColors === 'luma') return swapLuma(stylised, content);
  return keepColors === 'match' ? matchColours(stylised, colourStatistics(content)) : stylised;
}
