/** The nets of the package that are trained on pictures, as plain data. */
import { readdirSync } from 'node:fs';
import { join, parse } from 'node:path';
import type { TrainingName } from '../../src/image/train/registry.js';
import { NAMED_STYLES } from './namedStyles.js';

/** How a net of the package is trained. */
export interface ShippedNet {
  readonly method: TrainingName;
  /** Left out: the method's. */
  readonly strength?: number;
  /** What `--steps` is if left out. */
  readonly steps: number;
  /** Files of its styles, and what they are called. */
  styles(folder: string): readonly { readonly name: string; readonly file: string }[];
}

/** By the name of its file. */
export const SHIPPED_NETS: Readonly<Record<string, ShippedNet>> = {
  'named-styles': {
    method: 'cin2017',
    steps: 3000,
    styles: (folder) =>
      NAMED_STYLES.map(({ name, file }) => ({ name, file: join(folder, 'styles', `${file}.png`) })),
  },
  'any-style': {
    method: 'transport2019',
    // Asked for more from noise, a net for any style tears pictures up; the one of the package went on from there at 0.6.
    strength: 0.5,
    steps: 3000,
    styles: (folder) =>
      readdirSync(join(folder, 'styles'))
        .filter((file) => file.endsWith('.png'))
        .sort()
        .map((file) => ({ name: parse(file).name, file: join(folder, 'styles', file) })),
  },
};
