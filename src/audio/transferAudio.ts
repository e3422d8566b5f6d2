import { openEngine } from '../shared/engine/openEngine.js';
import { SILENT } from '../shared/reporter.js';
import { eqMatch } from './eqMatch.js';
import { randomNetwork } from './features/randomNetwork.js';
import { readSound } from './files/readSound.js';
import { checkOptions, recipeOf, sharesOf, stylesOf, type TransferAudioOptions } from './options.js';
import { planPieces } from './plan/pieces.js';
import type { Recipe } from './recipe.js';
import { atLoudness } from './render/level.js';
import { PieceMixer } from './render/pieceMixer.js';
import { checkSound, isSameSound, type Sound } from './sound.js';
import { measureStyle } from './transfer/measureStyle.js';
import type { SoundMeasures } from './transfer/measureWhole.js';
import { type PiecesResult, type PieceTools, runPieces } from './transfer/runPieces.js';
import { fromWorking, styleSignal, toWorking } from './workingSounds.js';

/** What came of a transfer. */
export interface TransferAudioResult {
  /** At the content's rate, with its channels and length. */
  readonly sound: Sound;
  readonly seconds: number;
  /** Evaluations of the losses, over all pieces. */
  readonly iterations: number;
  /** The weighted losses of the samples that came out, before their loudness was matched: means over pieces. */
  readonly losses: { readonly total: number; readonly terms: Readonly<Record<string, number>> };
  /** The device that did the work; `none` where there was nothing to optimise. */
  readonly device: string;
  readonly seed: number;
  /** `unchanged`: at strength 0, and where the style is the content. */
  readonly ended: PiecesResult['ended'] | 'unchanged';
}

interface Inputs {
  readonly content: Sound;
  readonly styles: readonly Sound[];
}

type Outcome = Pick<TransferAudioResult, 'sound' | 'iterations' | 'losses' | 'device' | 'ended'>;

const NO_LOSSES = { total: 0, terms: {} };

/**
 * Gives a sound the style of others: their timbre, with the notes, words and rhythm of the content.
 *
 * The engine, its worker and all memory are freed before it returns. The same options on the same device and versions
 * give the same samples. At strength 0, or if the style is the content, the content is returned as it is.
 *
 * @throws NstError NST_BAD_OPTION, NST_BAD_INPUT or NST_DEVICE, with one line that names the option or file
 */
export async function transferAudio(options: TransferAudioOptions): Promise<TransferAudioResult> {
  const begin = performance.now();
  checkOptions(options);
  const { seed = 0 } = options;
  const recipe = recipeOf(options);
  const inputs = await readInputs(options);
  const outcome = await outcomeOf(inputs, recipe, options);
  const seconds = (performance.now() - begin) / 1000;
  return { ...outcome, seconds, seed };
}

async function readInputs({
  ffmpegPath,
  reporter,
  signal,
  ...options
}: TransferAudioOptions): Promise<Inputs> {
  const settings = {
    ...(ffmpegPath !== undefined && { ffmpegPath }),
    ...(reporter && { reporter }),
    ...(signal && { signal }),
  };
  const read = async (source: string | Sound, name: string): Promise<Sound> => {
    if (typeof source === 'string') return readSound(source, settings);
    checkSound(source, name);
    return source;
  };
  const content = await read(options.content, 'content');
  const styles: Sound[] = [];
  for (const style of stylesOf(options)) styles.push(await read(style, 'style'));
  return { content, styles };
}

async function outcomeOf(inputs: Inputs, recipe: Recipe, options: TransferAudioOptions): Promise<Outcome> {
  const { content, styles } = inputs;
  const isSame = styles.every((style) => isSameSound(style, content));
  if (isSame || recipe.strength === 0) {
    if (isSame) options.reporter?.warn('the style is the content: the content is returned as it is');
    return { sound: content, iterations: 0, losses: NO_LOSSES, device: 'none', ended: 'unchanged' };
  }
  const changed =
    options.method === 'eq-match' ? equalised(inputs) : await transferred(inputs, recipe, options);
  const like = { content, style: styles[0] as Sound };
  return { ...changed, sound: atLoudness(changed.sound, options.loudness ?? 'content', like) };
}

function equalised({ content, styles }: Inputs): Outcome {
  const sound = eqMatch(content, styles[0] as Sound);
  return { sound, iterations: 0, losses: NO_LOSSES, device: 'none', ended: 'finished' };
}

async function transferred(
  { content, styles }: Inputs,
  recipe: Recipe,
  options: TransferAudioOptions,
): Promise<Outcome> {
  const { reporter = SILENT, signal, seed = 0, device = 'auto', threads = 0 } = options;
  const network = randomNetwork(seed);
  const working = await toWorking(content, recipe);
  const mixer = new PieceMixer(recipe, working.lead, working.rest);
  const engine = await openEngine({ device, threads });
  try {
    const tools = { engine, network, recipe };
    const task = {
      signal: working.lead,
      styles: await measureStyles(styles, tools),
      shares: sharesOf(options),
      plan: planPieces(working.lead.length, recipe),
    };
    const result = await runPieces(tools, task, {
      reporter,
      ...(signal && { signal }),
      onPiece: (piece) => mixer.add(piece),
    });
    const sound = await fromWorking(content, working, mixer.finish(), recipe);
    const { total, terms, iterations, ended } = result;
    return { sound, iterations, losses: { total, terms }, device: engine.device, ended };
  } finally {
    await engine.close();
  }
}

async function measureStyles(styles: readonly Sound[], tools: PieceTools): Promise<SoundMeasures[]> {
  const measures: SoundMeasures[] = [];
  for (const style of styles) {
    measures.push(await measureStyle(await styleSignal(style, tools.recipe), tools));
  }
  return measures;
}
