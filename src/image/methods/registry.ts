import type { Method } from '../../shared/methods/method.js';
import type { Recipe } from '../recipe.js';
import { TRAININGS } from '../train/registry.js';
import { ANALOGY2017 } from './analogy2017.js';
import { GATYS2016 } from './gatys2016.js';
import { DETAIL, DOODLE, INSTANCE, MASKS, MATCH, SEMANTIC } from './guided.js';
import { HEITZ2021 } from './heitz2021.js';
import { LAPSTYLE2017 } from './lapstyle2017.js';
import { PHOTO_LUAN } from './luan2017.js';
import type { Preset } from './method.js';
import { MRF2016 } from './mrf2016.js';
import { NNST2022 } from './nnst2022.js';
import { BEST, DEFAULT, DRAFT } from './own.js';
import { PHOTO_COLOR, PHOTO_DEFAULT, PHOTO_POISSON, PHOTO_WCT } from './photo.js';
import { PORTRAIT2016 } from './portrait2016.js';
import { RECONSTRUCT } from './reconstruct.js';
import { ANALOGY, REGIONS, STROKES } from './render.js';
import { RISSER2017 } from './risser2017.js';
import { STROTSS2019 } from './strotss2019.js';
import { PATCH_TEXTURE, TEXTURE } from './texture.js';
import { TUTORIAL } from './tutorial.js';

/** The methods of `nst image` that are presets: each is a file and a line here. */
export const METHODS = {
  default: DEFAULT,
  draft: DRAFT,
  best: BEST,
  gatys2016: GATYS2016,
  tutorial: TUTORIAL,
  mrf2016: MRF2016,
  risser2017: RISSER2017,
  lapstyle2017: LAPSTYLE2017,
  strotss2019: STROTSS2019,
  heitz2021: HEITZ2021,
  nnst2022: NNST2022,
  portrait2016: PORTRAIT2016,
  analogy2017: ANALOGY2017,
} as const satisfies Readonly<Record<string, Preset>>;

/** One of `PRESET_NAMES`. */
export type PresetName = keyof typeof METHODS;
/** Names of the presets. */
export const PRESET_NAMES = Object.keys(METHODS) as readonly PresetName[];

/** Their recipes. */
export const PRESETS = Object.fromEntries(
  PRESET_NAMES.map((name) => [name, METHODS[name].recipe]),
) as Readonly<Record<PresetName, Recipe>>;

/** Methods that are options of any preset, by the name that `nst methods` calls them. */
export const GUIDED_METHODS: Readonly<Record<string, Method>> = {
  match: MATCH,
  semantic: SEMANTIC,
  doodle: DOODLE,
  masks: MASKS,
  instance: INSTANCE,
  detail: DETAIL,
  reconstruct: RECONSTRUCT,
};

/** Methods that have a command of their own, by the name that `nst methods` calls them. */
export const COMMAND_METHODS: Readonly<Record<string, Method>> = {
  texture: TEXTURE,
  'texture-patches': PATCH_TEXTURE,
  photo: PHOTO_DEFAULT,
  'photo-color': PHOTO_COLOR,
  'photo-luan2017': PHOTO_LUAN,
  'photo-wct2018': PHOTO_WCT,
  'photo-poisson': PHOTO_POISSON,
  strokes: STROKES,
  regions: REGIONS,
  analogy: ANALOGY,
  ...TRAININGS,
};
