import { ENERGIES } from '../../shared/terms/envelope.js';
import type { OpenTerm } from '../../shared/terms/openTerm.js';
import { type Goals, joinGoals, type Measures } from '../../shared/transfer/goals.js';
import { frameEnergies, frameLevels } from '../features/frames.js';
import { LEVELS } from '../features/soundView.js';
import { graphStft } from '../features/spectrogram.js';
import { checkPlayable } from '../notes/hearInstrument.js';
import { hearNotes } from '../notes/hearNotes.js';
import { renderNotes } from '../notes/renderNotes.js';
import { readExtended } from '../plan/window.js';
import { envelopeMap } from '../shape/envelopeMap.js';
import { SpectralShaper } from '../shape/spectralShape.js';
import type { PieceGoal } from '../synthesis/pieceGoal.js';
import { audibleShares, placesOf } from './audible.js';
import { envelopeTarget } from './envelope.js';
import { blendSounds, type ContentMeasures, measureContent, type SoundMeasures } from './measureWhole.js';
import { type BandMove, moveBands, noiseLevels, noiseWaveform, startShares } from './pieceStart.js';
import type { PieceTask } from './pieceTask.js';
import type { PieceTools } from './pieceTools.js';
import { SoundReader } from './soundReader.js';
import { checkStyleShapes } from './styleShapes.js';

/** What was measured of content and style as a whole. */
interface WholeMeasures {
  readonly content: ContentMeasures;
  readonly style: SoundMeasures;
  readonly move: BandMove;
  /** Of the style's statistics. */
  readonly goals: Goals;
  /** The distance from the content to the style, by term. */
  readonly gaps: Readonly<Record<string, Float32Array>>;
}

/**
 * Where loudness over time is the content's, what the start makes louder or quieter would stay so: a note of a marimba in the sound of a
 * flute came out 7 dB above the rest. What is within this is left to the losses: 3 dB at strength 0.6, where with 0 rhythm falls from 0.91 to 0.87 (a
 * voice in the sound of a guitar), and with 8 a crest factor is 2.2 dB off in place of 0.6 (the marimba). At strength 1 nothing is the content's: held
 * there, a tuning fork gained 0.2 of the bandwidth of a harp in place of more than 0.5.
 */
const mostChangeDb = (strength: number): number => 1.2 / (1 - strength);

/** Everything that does not change from piece to piece. */
export class TransferSetting {
  private constructor(
    private readonly tools: PieceTools,
    private readonly task: PieceTask,
    readonly reader: SoundReader,
    private readonly shaper: SpectralShaper,
    private readonly whole: WholeMeasures,
  ) {}

  static async open(tools: PieceTools, task: PieceTask): Promise<TransferSetting> {
    const { recipe } = tools;
    const { hopSamples, fftSamples } = recipe.stft;
    const stft = graphStft(recipe.stft, task.plan.lengthSamples / hopSamples + 1, recipe.sampleRateHz);
    const shaper = new SpectralShaper(recipe.stft, recipe.sampleRateHz);
    const reader = SoundReader.open(tools, stft);
    const { transfer, view } = reader;
    const windows = { reader, shaper, lengthSamples: stft.lengthSamples, marginSamples: fftSamples / 2 };
    const content = await measureContent(task.signal, windows);
    for (const saved of task.styles) checkStyleShapes(saved.style, content.style);
    const style = blendSounds(transfer.terms, task.styles, task.shares);
    if (recipe.synthesis === 'notes') checkPlayable(task.styles.map(({ instrument }) => instrument));
    const goals = await transfer.prepare(style.style);
    const start = new Float32Array(stft.lengthSamples);
    const gaps = await transfer.gaps({ view, start, goals, places: {} }, content.style);
    const map = envelopeMap(content.bands, style.bands);
    const move = { map, style: style.bands, shares: startShares(recipe.balance.strength) };
    return new TransferSetting(tools, task, reader, shaper, { content, style, move, goals, gaps });
  }

  /** The piece that begins at a sample, with its margins. */
  windowAt(start: number): Float32Array {
    return readExtended(
      this.task.signal,
      start - this.tools.recipe.stft.fftSamples / 2,
      this.reader.stft.lengthSamples,
    );
  }

  /** What the piece in a window is made from. @param seed of the noise that it may start from */
  async goalOf(window: Float32Array, seed: number): Promise<PieceGoal> {
    const { gaps } = this.whole;
    const moved = this.#played(window) ?? this.#moved(window);
    const { stft } = this.reader;
    const energies = frameEnergies(window, stft);
    // With another envelope pauses may be filled, and then they have to sound like the style, too.
    const { envelope } = this.tools.recipe;
    const places = envelope === 'content' ? placesOf(audibleShares(energies, stft.shape)) : {};
    const goals = await this.#goalsOf(window, moved, energies);
    const goal = { goals, gaps, places, phase: moved };
    if (this.tools.recipe.start === 'content') {
      return { ...goal, start: moved, levels: () => frameLevels(moved, stft) };
    }
    const levels = () => noiseLevels(stft.frames * stft.bins, seed);
    return { ...goal, start: noiseWaveform(window.length, seed), levels };
  }

  #moved(window: Float32Array): Float32Array {
    const { envelope, balance } = this.tools.recipe;
    const mostDb = envelope === 'content' ? mostChangeDb(balance.strength) : undefined;
    return moveBands(this.shaper, window, this.whole.move, mostDb);
  }

  /** The notes of a window on the style's instrument, where notes are played and it has any. */
  #played(window: Float32Array): Float32Array | undefined {
    const { move, style } = this.whole;
    if (this.tools.recipe.synthesis !== 'notes' || !style.instrument) return undefined;
    const { sampleRateHz, stft } = this.tools.recipe;
    const heard = hearNotes(window, sampleRateHz, stft.hopSamples);
    if (heard.voices.length === 0) return undefined;
    return renderNotes(window, heard, { instrument: style.instrument, shares: move.shares });
  }

  /** The spectrogram stays close to that of the moved window, everything else to the window itself. */
  async #goalsOf(window: Float32Array, moved: Float32Array, energies: Float32Array): Promise<Goals> {
    const { transfer } = this.reader;
    const isOfMoved = ({ layers }: OpenTerm) => layers.includes(LEVELS);
    const isEnvelope = ({ layers }: OpenTerm) => layers.includes(ENERGIES);
    const ofWindow = this.reader.measure(window, 'content', {
      only: (term) => !isOfMoved(term) && !isEnvelope(term),
    });
    const ofMoved = this.reader.measure(moved, 'content', { only: isOfMoved });
    const measured = { ...(await ofWindow), ...(await ofMoved) };
    const measures = transfer.terms.flatMap((term): [string, Measures[string]][] => {
      const measure = isEnvelope(term) ? this.#envelopeGoal(energies) : measured[term.id];
      return measure ? [[term.id, measure]] : [];
    });
    const { arrays, ranges } = await transfer.prepare(Object.fromEntries(measures));
    // Ranges are those of the whole sound.
    return joinGoals(this.whole.goals, { arrays, ranges: { ...ranges, ...this.whole.content.ranges } });
  }

  #envelopeGoal(energies: Float32Array): Measures[string] {
    const { content, style } = this.whole;
    const data = envelopeTarget(this.tools.recipe.envelope, energies, content.energies, style.energies);
    return { energies: { shape: [1, 1, data.length, 1], data } };
  }

  release(): Promise<void> {
    return this.reader.release();
  }
}
