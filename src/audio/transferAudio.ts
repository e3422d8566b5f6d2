import { openEngine } from '../shared/engine/openEngine.js';
import { type Reporter, SILENT } from '../shared/reporter.js';
import { eqMatch } from './eqMatch.js';
import { soundNetwork } from './features/networks.js';
import { recipeOf } from './makeRecipe.js';
import { checkOptions, sharesOf, stylesOf, type TransferAudioOptions } from './options.js';
import { pieceLanes } from './plan/pieceLanes.js';
import { readInput, readStyleSource } from './readInput.js';
import type { Recipe } from './recipe.js';
import { atLoudness, loudnessOf, targetLoudness } from './render/level.js';
import { withTone } from './render/tone.js';
import { checkSound, isSameSound, type Sound } from './sound.js';
import { type StereoSplit, splitFor } from './stereo.js';
import { checkStyleKey, digestOf, isSaved, type SavedStyle, styleKeyOf } from './styleFile/savedStyle.js';
import { measureStyle } from './transfer/measureStyle.js';
import type { SoundMeasures } from './transfer/measureWhole.js';
import type { PieceTools } from './transfer/pieceTools.js';
import type { RunSummary } from './transfer/summary.js';
import { transferParts } from './transferParts.js';
import { styleSignal } from './workingSounds.js';

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
  readonly ended: RunSummary['ended'] | 'unchanged';
}

interface Inputs {
  readonly content: Sound;
  readonly styles: readonly (Sound | SavedStyle)[];
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
  const inputs = await readInputs(options, recipe);
  const outcome = await outcomeOf(inputs, recipe, options);
  const seconds = (performance.now() - begin) / 1000;
  return { ...outcome, seconds, seed };
}

async function readInputs(options: TransferAudioOptions, recipe: Recipe): Promise<Inputs> {
  const content = await readInput(options.content, 'content', options);
  const styles: (Sound | SavedStyle)[] = [];
  for (const source of stylesOf(options)) {
    const style = await readStyleSource(source, options);
    // The long-term spectrum is measured in one way only.
    if (isSaved(style) && options.method !== 'eq-match') {
      checkStyleKey(style.key, await styleKeyOf(recipe), typeof source === 'string' ? source : 'style');
    }
    styles.push(style);
  }
  return { content, styles };
}

async function outcomeOf(inputs: Inputs, recipe: Recipe, options: TransferAudioOptions): Promise<Outcome> {
  const { content, styles } = inputs;
  const isSame = styles.every((style) => isStyleOf(style, content));
  if (isSame || recipe.balance.strength === 0) {
    if (isSame) options.reporter?.warn('the style is the content: the content is returned as it is');
    warnOfPeaks(content, options.reporter);
    return { sound: content, iterations: 0, losses: NO_LOSSES, device: 'none', ended: 'unchanged' };
  }
  const { loudness = 'content' } = options;
  const lufs = { content: loudnessOf(content), style: styleLoudness(styles[0]!) };
  const level = (sound: Sound) => atLoudness(sound, loudness, lufs);
  // An equaliser is all about the balance: that is not changed once more.
  const isEqualiser = options.method === 'eq-match';
  const finish = (sound: Sound) => level(isEqualiser ? sound : withTone(sound, content, recipe.tone));
  const changed = isEqualiser ? equalised(inputs) : await transferred(inputs, recipe, options, finish);
  const sound = finish(changed.sound);
  if (loudness !== 'none') warnOfQuietness(sound, targetLoudness(loudness, lufs), options.reporter);
  return { ...changed, sound };
}

/** In LU: less is hardly heard. */
const QUIETER_THAN_ASKED = 1;

/** The limiter may have to take so much that loudness is missed. */
function warnOfQuietness(sound: Sound, targetLufs: number, reporter: Reporter = SILENT): void {
  const missing = targetLufs - loudnessOf(sound);
  if (!(missing > QUIETER_THAN_ASKED) || !Number.isFinite(missing)) return;
  reporter.warn(
    `the result is ${missing.toFixed(1)} LU quieter than asked for: its peaks would go beyond full scale`,
  );
}

/** Sounds that were worked on are brought below full scale; one that is returned as it is may be louder. */
function warnOfPeaks({ channels }: Sound, reporter: Reporter = SILENT): void {
  const peak = channels.reduce((max, channel) => channel.reduce((m, x) => Math.max(m, Math.abs(x)), max), 0);
  if (peak <= 1) return;
  const beyond = `${(20 * Math.log10(peak)).toFixed(1)} dB beyond full scale`;
  reporter.warn(
    `the content is returned as it is, ${beyond}: for 16 and 24 bits a limiter takes its peaks down, 32f keeps them`,
  );
}

const isStyleOf = (style: Sound | SavedStyle, content: Sound): boolean =>
  isSaved(style) ? style.digest === digestOf(content) : isSameSound(style, content);

const styleRateHz = (style: Sound | SavedStyle): number =>
  isSaved(style) ? style.spectrum.sampleRateHz : style.sampleRateHz;

const styleLoudness = (style: Sound | SavedStyle): number =>
  isSaved(style) ? style.loudnessLufs : loudnessOf(style);

function equalised({ content, styles }: Inputs): Outcome {
  const [style] = styles as [Sound | SavedStyle];
  const sound = eqMatch(content, isSaved(style) ? style.spectrum : style);
  return { sound, iterations: 0, losses: NO_LOSSES, device: 'none', ended: 'finished' };
}

async function transferred(
  { content, styles }: Inputs,
  recipe: Recipe,
  options: TransferAudioOptions,
  finish: (sound: Sound) => Sound,
): Promise<Outcome> {
  const { reporter = SILENT, signal, preview, seed = 0, device = 'auto', threads = 0 } = options;
  const split = splitOf(content, options);
  const network = await soundNetwork(recipe.network, seed);
  const workingLength = (content.channels[0]!.length * recipe.sampleRateHz) / content.sampleRateHz;
  const lanes = pieceLanes(Math.ceil(workingLength), recipe);
  const engine = await openEngine({ device, threads, lanes, reporter });
  try {
    const tools = { engine, network, recipe };
    const task = {
      ...split,
      sampleRateHz: content.sampleRateHz,
      styles: await measureStyles(styles, tools),
      shares: sharesOf(options),
      styleHz: Math.max(...styles.map(styleRateHz)) / 2,
    };
    const onSound = (sound: Sound) => preview?.onSound(finish(sound));
    const { total, terms, ...result } = await transferParts(tools, task, {
      reporter,
      signal,
      preview: preview && { every: preview.every, onSound },
    });
    return { ...result, losses: { total, terms }, device: engine.device };
  } finally {
    await engine.close();
  }
}

/** @throws NstError NST_BAD_INPUT for channels whose sum is silence, if that is what is worked on */
function splitOf(content: Sound, { stereo = 'ms' }: TransferAudioOptions): StereoSplit {
  const split = splitFor(stereo, content);
  if (stereo === 'mono') {
    const channels = split.parts.map(({ primary }) => primary);
    checkSound({ ...content, channels }, 'content, mixed to mono');
  }
  return split;
}

async function measureStyles(
  styles: readonly (Sound | SavedStyle)[],
  tools: PieceTools,
): Promise<SoundMeasures[]> {
  const measures: SoundMeasures[] = [];
  for (const style of styles) {
    measures.push(
      isSaved(style) ? style.measures : await measureStyle(await styleSignal(style, tools.recipe), tools),
    );
  }
  return measures;
}
