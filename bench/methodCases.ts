/** Published results that methods for pictures are compared with, and how each is made here. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** A pair with its authors' result: files by name without their ends (`content`, `style`, `content_mask`, `published`). */
export interface Pair {
  readonly name: string;
  readonly files: Readonly<Record<string, string>>;
}

/** A method, and the figures that it is compared by: names as the yardsticks print them. */
export interface MethodCase {
  /** Folder of its pairs. */
  readonly folder: string;
  /** What stands in the table. */
  readonly title: string;
  readonly figures: readonly string[];
  /** Arguments of `nst` for a pair, but for the output. */
  command(files: Readonly<Record<string, string>>): string[];
}

/** Longer side of what is made: the judge looks at pictures of this size. */
export const SIZE_PX = 384;

const image = (files: Readonly<Record<string, string>>, ...options: string[]) => [
  'image',
  ...(files.content ? [files.content] : []),
  ...['--style', files.style!, '--size', String(SIZE_PX), ...options],
];

/** Photographs and paintings, as the papers of presets without a folder show: results published for these pairs are of other methods. */
const OTHERS_PAIRS = ['texture-nets', 'stylebank'];

const withPreset = (folder: string, preset: string, figures: readonly string[]): MethodCase => ({
  folder,
  title: preset,
  figures,
  command: (files) => image(files, '--preset', preset),
});

/** What is told of photographs. */
const PHOTO_FIGURES = ['struct', 'edge', 'spurious', 'colour', 'gap'];

/** Photographs are judged at 512 px. */
const photo = (files: Readonly<Record<string, string>>, ...options: string[]) => {
  const { content_mask: ours, style_mask: theirs } = files;
  const maps = ours && theirs ? ['--content-map', ours, '--style-map', theirs] : [];
  return ['photo', files.content!, '--style', files.style!, ...maps, '--size', '512', ...options];
};

const PHOTO_CASES: readonly MethodCase[] = ['photo-luan', 'photo-wct'].flatMap((folder) =>
  ['default', 'color', 'luan2017', 'wct2018'].map((method) => ({
    folder,
    title: `nst photo --method ${method}, on pairs of ${folder}`,
    figures: PHOTO_FIGURES,
    command: (files: Readonly<Record<string, string>>) => photo(files, '--method', method),
  })),
);

/** Pairs whose results come from trained nets or from Gatys' method: what `default` is for. */
const DEFAULT_FOLDERS = ['adain', 'johnson', 'msg-net', 'stylebank', 'texture-nets'];

export const METHOD_CASES: readonly MethodCase[] = [
  ...DEFAULT_FOLDERS.map((folder) => ({
    ...withPreset(folder, 'default', ['gap', 'keep', 'edge']),
    title: `default, on pairs of ${folder}`,
  })),
  ...['strotss2019', 'nnst2022'].flatMap((preset) =>
    OTHERS_PAIRS.map((folder) => ({
      ...withPreset(folder, preset, ['gap', 'keep', 'edge']),
      title: `${preset}, on pairs of ${folder}`,
    })),
  ),
  withPreset('laplacian', 'lapstyle2017', ['gap', 'keep', 'edge']),
  withPreset('mrf', 'mrf2016', ['patches.closed', 'patches.entropy', 'patches.cover', 'gap', 'keep']),
  withPreset('portrait', 'portrait2016', ['gap', 'keep', 'face.drift']),
  {
    ...withPreset('analogy', 'analogy2017', ['gap', 'keep', 'patches.closed']),
    // Two photographs keep the content's detail, as in the paper: these pairs are named so.
    command: (files) =>
      image(
        files,
        '--preset',
        'analogy2017',
        ...(files.content!.includes('/photo-') ? ['--detail', '1'] : []),
      ),
  },
  {
    folder: 'semantic',
    title: '--content-map, --style-map',
    figures: ['semantic.own', 'semantic.leak', 'semantic.gap', 'semantic.keep'],
    command: (files) => image(files, '--content-map', files.content_mask!, '--style-map', files.style_mask!),
  },
  {
    folder: 'doodle',
    title: 'a doodle and --style-map',
    figures: ['semantic.own', 'semantic.leak', 'patches.cover'],
    command: (files) =>
      image({ content: files.content_mask!, style: files.style! }, '--style-map', files.style_mask!),
  },
  {
    folder: 'instance',
    title: '--mask',
    figures: ['instance.outside', 'instance.seam', 'instance.gap'],
    command: (files) => image(files, '--mask', files.content_mask!),
  },
  ...PHOTO_CASES,
  {
    folder: 'photo-mechrez',
    title: 'nst photo --from, --finish poisson',
    figures: [...PHOTO_FIGURES, 'psnr'],
    command: (files) => ['photo', files.content!, '--from', files.input!, '--finish', 'poisson'],
  },
];

/** The pairs of a method. @param references folder of them all */
export function pairsOf(folder: string, references: string): Pair[] {
  const home = join(references, folder);
  if (!existsSync(home)) return [];
  return readdirSync(home).map((name) => ({
    name,
    files: Object.fromEntries(
      readdirSync(join(home, name)).map((file) => [file.replace(/\.\w+$/, ''), join(home, name, file)]),
    ),
  }));
}
