import { foldSignal } from '../shared/dsp/signal.js';
import type { Engine } from '../shared/engine/engine.js';
import { openEngine } from '../shared/engine/openEngine.js';
import type { Share } from '../shared/options/share.js';
import { type Reporter, SILENT } from '../shared/reporter.js';
import type { SoundModel } from '../shared/stylise/modelFile.js';
import { chooseSoundNet } from './apply/chosenSoundNet.js';
import { onePassRecipe } from './apply/gainPieces.js';
import { eqMatchLong } from './eqMatch.js';
import { manifestOf } from './keep/manifest.js';
import { type KeepRules, PieceFile } from './keep/pieceFile.js';
import { recipeOf } from './makeRecipe.js';
import {
  type MakerSetting,
  netMaker,
  type OpenMaker,
  type ReadStyle,
  transferMaker,
  transportMaker,
} from './openMaker.js';
import { checkOptions, sharesOf, stylesOf, type TransferAudioOptions } from './options.js';
import { pieceLanes } from './plan/pieceLanes.js';
import { readInput, readStyleSource } from './readInput.js';
import type { Recipe } from './recipe.js';
import { atLoudness, loudnessOf, targetLoudness } from './render/level.js';
import { withContentOnsets } from './render/onsetDynamics.js';
import { withTone } from './render/tone.js';
import type { Scratch } from './scratch/scratch.js';
import { checkLongSound, isSameSound, type LongSound, lengthOf } from './sound.js';
import { type StereoSplit, splitFor } from './stereo.js';
import { checkStyleKey, digestOf, isSaved, styleKeyOf } from './styleFile/savedStyle.js';
import type { RunSummary } from './transfer/summary.js';
import { transferParts } from './transferParts.js';

/** What a transfer tells of itself. */
export interface TransferFacts {
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

/** What came of the transfer of a sound that may be long. */
export interface LongTransferResult extends TransferFacts {
  /** At the content's rate, with its channels and length; it lies in the scratch room of the run. */
  readonly sound: LongSound;
}

/** What a transfer of a sound that may be long is asked to do. */
export interface LongTransferOptions extends Omit<TransferAudioOptions, 'preview'> {
  /** Is given how the whole sounds so far, every so many iterations; what it is given is gone when its promise is kept. */
  readonly preview?:
    | { readonly every: number; readonly onSound: (sound: LongSound) => Promise<void> }
    | undefined;
  /** The pieces that are made here; others are left as the content is. Left out: all. */
  readonly share?: Share | undefined;
  /** A file that finished pieces are kept in; it stays when the run ends. */
  readonly keep?: KeepRules | undefined;
}

interface Inputs {
  readonly content: LongSound;
  readonly styles: readonly ReadStyle[];
}

type Outcome = Pick<LongTransferResult, 'sound' | 'iterations' | 'losses' | 'device' | 'ended'>;

const NO_LOSSES = { total: 0, terms: {} };

/**
 * Gives a sound the style of others, as `transferAudio` does, in memory that does not grow with their lengths: what is made on the
 * way lies in `scratch`, and so does the result.
 *
 * @throws NstError NST_BAD_OPTION, NST_BAD_INPUT or NST_DEVICE, with one line that names the option or file; NST_BAD_OUTPUT where there
 *   is no room on the disk
 */
export async function transferLong(
  options: LongTransferOptions,
  scratch: Scratch,
): Promise<LongTransferResult> {
  const begin = performance.now();
  const { preview, ...others } = options;
  checkOptions({ ...others, preview: preview && { every: preview.every, onSound: () => undefined } });
  const { seed = 0 } = options;
  const net = options.model === undefined ? undefined : await chooseSoundNet(options.model);
  const recipe = net || options.method === 'transport' ? onePassRecipe(options) : recipeOf(options);
  const inputs = await readInputs(options, recipe, scratch);
  const outcome = await outcomeOf(inputs, recipe, { ...options, net }, scratch);
  const seconds = (performance.now() - begin) / 1000;
  return { ...outcome, seconds, seed };
}

async function readInputs(options: LongTransferOptions, recipe: Recipe, scratch: Scratch): Promise<Inputs> {
  const content = await readInput(options.content, 'content', options, scratch);
  const styles: ReadStyle[] = [];
  for (const source of stylesOf(options)) {
    const style = await readStyleSource(source, options, scratch);
    // The long-term spectrum is measured in one way only.
    if (isSaved(style) && options.method !== 'eq-match') {
      checkStyleKey(style.key, await styleKeyOf(recipe), typeof source === 'string' ? source : 'style');
    }
    styles.push(style);
  }
  return { content, styles };
}

async function outcomeOf(
  inputs: Inputs,
  recipe: Recipe,
  options: LongTransferOptions & { readonly net: SoundModel | undefined },
  scratch: Scratch,
): Promise<Outcome> {
  const { content, styles } = inputs;
  const isSame = styles.length > 0 && styles.every((style) => isStyleOf(style, content));
  if (isSame || recipe.balance.strength === 0) {
    if (isSame) options.reporter?.warn('the style is the content: the content is returned as it is');
    warnOfPeaks(content, options.reporter);
    return { sound: content, iterations: 0, losses: NO_LOSSES, device: 'none', ended: 'unchanged' };
  }
  const { loudness = 'content' } = options;
  // An equaliser is all about the balance: that is not changed once more.
  const isEqualiser = options.method === 'eq-match';
  // It opens in threads of its own while loudness is measured.
  const engine = usesEngine(options) ? openedFor(content, recipe, options) : undefined;
  const begin = performance.now();
  const contentLufs = loudnessOf(content);
  const loudnessMs = performance.now() - begin;
  const lufs = {
    content: contentLufs,
    // Read through only where it is asked for.
    get style() {
      return styleLoudness(styles[0]!);
    },
  };
  const finish = (sound: LongSound, room: Scratch) => {
    const toned = isEqualiser ? sound : withTone(sound, content, recipe.tone, room);
    // A filter of low octaves rings for as long as their periods, into pauses too.
    const isHeld = toned !== sound && recipe.envelope === 'content';
    return atLoudness(isHeld ? withContentOnsets(toned, content, room) : toned, loudness, lufs, room);
  };
  const changed = isEqualiser
    ? equalised(inputs, scratch)
    : await transferred(inputs, recipe, { ...options, engine, finish, loudnessMs }, scratch);
  const sound = finish(changed.sound, scratch);
  if (loudness !== 'none') warnOfQuietness(sound, targetLoudness(loudness, lufs), options.reporter);
  return { ...changed, sound };
}

const usesEngine = ({ method = 'transfer' }: LongTransferOptions): boolean => method === 'transfer';

/** An engine that is being opened for a content; that it could not be is told to who waits for it. */
function openedFor(content: LongSound, recipe: Recipe, options: LongTransferOptions): Promise<Engine> {
  const { reporter = SILENT, device = 'auto', threads = 0 } = options;
  const workingLength = (lengthOf(content) * recipe.sampleRateHz) / content.sampleRateHz;
  const lanes = pieceLanes(Math.ceil(workingLength), recipe);
  const engine = openEngine({ device, threads, lanes, reporter });
  engine.catch(() => undefined);
  return engine;
}

/** In LU: less is hardly heard. */
const QUIETER_THAN_ASKED = 1;

/** The limiter may have to take so much that loudness is missed. */
function warnOfQuietness(sound: LongSound, targetLufs: number, reporter: Reporter = SILENT): void {
  const missing = targetLufs - loudnessOf(sound);
  if (!(missing > QUIETER_THAN_ASKED) || !Number.isFinite(missing)) return;
  reporter.warn(
    `the result is ${missing.toFixed(1)} LU quieter than asked for: its peaks would go beyond full scale`,
  );
}

/** Sounds that were worked on are brought below full scale; one that is returned as it is may be louder. */
function warnOfPeaks({ channels }: LongSound, reporter: Reporter = SILENT): void {
  const peak = Math.max(
    ...channels.map((channel) => foldSignal(channel, (max, x) => Math.max(max, Math.abs(x)), 0)),
  );
  if (peak <= 1) return;
  const beyond = `${(20 * Math.log10(peak)).toFixed(1)} dB beyond full scale`;
  reporter.warn(
    `the content is returned as it is, ${beyond}: for 16 and 24 bits a limiter takes its peaks down, 32f keeps them`,
  );
}

const isStyleOf = (style: ReadStyle, content: LongSound): boolean =>
  isSaved(style) ? style.digest === digestOf(content) : isSameSound(style, content);

const styleLoudness = (style: ReadStyle): number => (isSaved(style) ? style.loudnessLufs : loudnessOf(style));

function equalised({ content, styles }: Inputs, scratch: Scratch): Outcome {
  const [style] = styles as [ReadStyle];
  const sound = eqMatchLong(content, isSaved(style) ? style.spectrum : style, scratch);
  return { sound, iterations: 0, losses: NO_LOSSES, device: 'none', ended: 'finished' };
}

/** What a result is made with, what is done to it, and how long it takes to read one. */
interface Finishing {
  /** Left out: none is needed. */
  readonly engine: Promise<Engine> | undefined;
  readonly finish: (sound: LongSound, room: Scratch) => LongSound;
  readonly loudnessMs: number;
}

async function transferred(
  { content, styles }: Inputs,
  recipe: Recipe,
  options: LongTransferOptions & Finishing & { readonly net: SoundModel | undefined },
  scratch: Scratch,
): Promise<Outcome> {
  const { reporter = SILENT, signal: stop, preview, seed = 0, finish, loudnessMs } = options;
  const engine = await options.engine;
  let keeper: PieceFile | undefined;
  try {
    const split = splitOf(content, options);
    // What takes no time is not kept.
    const isKept = engine !== undefined && options.net === undefined;
    keeper = isKept ? openKeeper({ content, styles }, recipe, options, engine.device) : undefined;
    const keptOf = keeper?.ofPart.bind(keeper);
    const setting = { styles, shares: sharesOf(options), recipe, seed };
    const { maker, styleHz } = await makerOf(setting, { engine, net: options.net }, scratch);
    const task = { ...split, sampleRateHz: content.sampleRateHz, styleHz };
    const onSound = async (sound: LongSound, room: Scratch) => preview?.onSound(finish(sound, room));
    const hooks = {
      reporter,
      signal: stop,
      loudnessMs,
      keptOf,
      share: options.share,
      keepsAll: options.share !== undefined || (options.keep?.others ?? []).length > 0,
      preview: preview && { every: preview.every, onSound },
    };
    const { total, terms, ...result } = await transferParts(maker, task, hooks, scratch);
    return { ...result, losses: { total, terms }, device: engine?.device ?? 'none' };
  } finally {
    keeper?.close();
    await engine?.close();
  }
}

/** What is open to make pieces with. */
interface Means {
  readonly engine: Engine | undefined;
  readonly net: SoundModel | undefined;
}

function makerOf(setting: MakerSetting, { engine, net }: Means, scratch: Scratch): Promise<OpenMaker> {
  if (!engine) return transportMaker(setting, scratch);
  return net ? netMaker(net, setting.recipe, engine) : transferMaker(setting, engine, scratch);
}

function openKeeper(
  inputs: Inputs,
  recipe: Recipe,
  options: LongTransferOptions,
  device: string,
): PieceFile | undefined {
  const { keep, reporter = SILENT } = options;
  if (!keep) return undefined;
  const keeper = PieceFile.open(keep, manifestOf(inputs, recipe, options, device), reporter);
  if (keep.resume) {
    const pieces = keeper.count === 1 ? 'piece' : 'pieces';
    reporter.stage(
      keeper.count > 0
        ? `going on after ${keeper.count} ${pieces}`
        : 'there are no pieces to go on after: starting from the beginning',
    );
  }
  return keeper;
}

/** @throws NstError NST_BAD_INPUT for channels whose sum is silence, if that is what is worked on */
function splitOf(content: LongSound, { stereo = 'ms' }: LongTransferOptions): StereoSplit {
  const split = splitFor(stereo, content);
  if (stereo === 'mono') {
    const channels = split.parts.map(({ primary }) => primary);
    checkLongSound({ ...content, channels }, 'content, mixed to mono');
  }
  return split;
}
