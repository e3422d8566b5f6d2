/** The transfers of sounds that are held to goldens. */
import type { TransferAudioOptions } from '../../../src/audio/index.js';
import type { Verdict } from './golden.js';

/** A part of one of the fixtures. */
export interface SoundPart {
  readonly name: 'voice' | 'guitar';
  readonly startS: number;
  readonly lengthS: number;
}

/** A transfer, and how good it has to be. */
export interface AudioCase {
  readonly name: string;
  readonly content: SoundPart;
  readonly style: SoundPart;
  /** Besides the sounds. */
  readonly options: Partial<TransferAudioOptions>;
  /** Steps that the recipe asks for; the options may make fewer. */
  readonly planned: number;
  readonly floors: Verdict;
  /** Farthest from the golden, dB. */
  readonly tolerance: number;
}

const VOICE: SoundPart = { name: 'voice', startS: 0.2, lengthS: 1.6 };
const GUITAR: SoundPart = { name: 'guitar', startS: 0.2, lengthS: 2 };

export const AUDIO_CASES: readonly AudioCase[] = [
  {
    name: 'audio-default',
    content: VOICE,
    style: GUITAR,
    options: { preset: 'default' },
    planned: 64,
    floors: { timbreGap: 0.85, gramGap: 0.26, chroma: 0.98, rhythm: 0.93, fall: 0.69 },
    tolerance: 0.6,
  },
  {
    name: 'audio-fast',
    content: GUITAR,
    style: VOICE,
    options: { preset: 'fast' },
    planned: 16,
    floors: { timbreGap: 0.75, gramGap: 0.33, chroma: 0.97, rhythm: 0.945, fall: 0.25 },
    tolerance: 0.4,
  },
  {
    name: 'audio-best',
    content: VOICE,
    style: GUITAR,
    options: { preset: 'best', iterations: 24 },
    planned: 200,
    floors: { timbreGap: 0.83, gramGap: 0.33, chroma: 0.98, rhythm: 0.91, fall: 0.59 },
    tolerance: 0.7,
  },
  {
    name: 'audio-speech',
    content: VOICE,
    style: GUITAR,
    options: { preset: 'speech', iterations: 30 },
    planned: 64,
    floors: { timbreGap: 0.69, gramGap: 0.295, chroma: 0.985, rhythm: 0.955, fall: 0.385 },
    tolerance: 0.5,
  },
  {
    name: 'audio-music',
    content: VOICE,
    style: GUITAR,
    options: { preset: 'music', iterations: 30 },
    planned: 64,
    floors: { timbreGap: 0.82, gramGap: 0.51, chroma: 0.97, rhythm: 0.89, fall: 0.535 },
    tolerance: 0.8,
  },
  {
    name: 'audio-verma2018',
    content: VOICE,
    style: GUITAR,
    options: { preset: 'verma2018', iterations: 30 },
    planned: 200,
    floors: { timbreGap: 0.53, gramGap: 0.03, chroma: 0.77, rhythm: 0.76, fall: 1.25 },
    tolerance: 1,
  },
  {
    name: 'audio-ulyanov',
    content: { ...VOICE, lengthS: 0.5 },
    style: { ...GUITAR, lengthS: 0.5 },
    options: { preset: 'ulyanov', iterations: 22 },
    planned: 300,
    floors: { timbreGap: 0.53, gramGap: 0.57, fall: 1 },
    tolerance: 2,
  },
  {
    name: 'audio-options',
    content: VOICE,
    style: GUITAR,
    options: {
      network: 'random',
      synthesis: 'hybrid',
      envelope: 'style',
      rhythm: 'style',
      phase: 'random',
      loudness: 'style',
      strength: 0.8,
      iterations: 40,
      seed: 1,
    },
    planned: 64,
    floors: { timbreGap: 0.8, gramGap: 0.39, chroma: 0.83, rhythm: 0.79, fall: 0.8 },
    tolerance: 0.5,
  },
  {
    name: 'audio-eq-match',
    content: VOICE,
    style: GUITAR,
    options: { method: 'eq-match' },
    planned: 0,
    floors: { timbreGap: 0.1, gramGap: 0.13, chroma: 0.95, rhythm: 0.96 },
    tolerance: 0.2,
  },
  {
    name: 'audio-transport',
    content: VOICE,
    style: GUITAR,
    options: { method: 'transport' },
    planned: 0,
    floors: { timbreGap: 0.46, gramGap: 0.18, chroma: 0.94, rhythm: 0.94 },
    tolerance: 0.2,
  },
];
