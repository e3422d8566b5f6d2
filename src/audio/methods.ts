import { factsOf, type Method, type MethodFacts } from '../shared/methods/method.js';

/** The presets and syntheses of `nst audio`. */
const TRANSFERS = {
  'sound-default': {
    source: 'after Verma & Smith, 2018 (neural style transfer for audio spectrograms)',
    use: 'any sound in the timbre and texture of another: speech, music, noises',
    limits: 'it takes about as long as the sound lasts',
    example: 'nst audio voice.wav --style guitar.wav',
    departures: [
      'The waveform itself is optimised, from the content with its envelope moved to the style’s.',
      'Losses are those of a network that was trained on sounds, of cepstra, and of levels band by band, so that pauses and pitches stay.',
    ],
  },
  'sound-verma2018': {
    source: 'Verma & Smith, 2018 (neural style transfer for audio spectrograms)',
    use: 'the method that began it all for sounds, to compare with',
    limits: 'phases are found anew, and pauses are filled',
    example: 'nst audio voice.wav --style guitar.wav --preset verma2018',
    departures: ['The network is the one that comes along, in place of AlexNet trained on sounds.'],
  },
  'sound-ulyanov': {
    source: 'Ulyanov & Lebedev, 2016 (audio texture synthesis and style transfer)',
    use: 'textures of sounds by a random network of one layer, to compare with',
    limits: 'minutes and gigabytes; words and pitches drown',
    example: 'nst audio voice.wav --style guitar.wav --preset ulyanov',
    departures: [],
  },
  'sound-notes': {
    source: 'after Engel et al., ICLR 2020 (DDSP), without training',
    use: 'the notes of a content on the instrument of a style',
    limits: 'both sides need notes; the style’s statistics are not aimed at',
    example: 'nst audio flute.wav --style guitar.wav --synthesis notes',
    departures: [
      'What notes are like is measured of the style in place of learnt: harmonics, noise and attacks by pitch, loudness and time since the stroke.',
    ],
  },
  'sound-transport': {
    source:
      'Olkin & Pukelsheim 1982, on cepstra; for pictures as in Mroueh, Wasserstein style transfer, 2019',
    use: 'any sound in the timbre of another at once, without a search',
    limits: 'less timbre than a search, and no texture: it adds nothing that the content does not have',
    example: 'nst audio voice.wav --style guitar.wav --method transport',
    departures: ['Gains are smooth over frequency, so that pitches stay, and lift nothing in pauses.'],
  },
} as const satisfies Readonly<Record<string, Method>>;

/** What is trained. */
const TRAININGS = {
  'sound-bands': {
    source: 'our own; feed-forward as Johnson et al. 2016 is for pictures',
    use: 'one sound as a style, learnt once: a net corrects what transport does by what lies before and after',
    limits: 'as transport: gains on what is there',
    example: 'nst train guitar.wav --audio -o guitar.safetensors',
    departures: [],
  },
} as const satisfies Readonly<Record<string, Method>>;

/** Every method for sounds. */
export const describeSoundMethods = (): MethodFacts[] => [
  ...factsOf(TRANSFERS, 'preset'),
  ...factsOf(TRAININGS, 'command'),
];
