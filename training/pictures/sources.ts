import { debianCopyright } from './statements/debianCopyright.js';
import { gcomprisReadme } from './statements/gcompris.js';
import { myPaintReadme } from './statements/myPaint.js';
import { scikitImageDocs } from './statements/scikitImage.js';
import { scikitLearnReadme } from './statements/scikitLearn.js';
import type { StatementReader } from './statements/statement.js';
import { twentyTwentyOne, twentyTwentyTwo } from './statements/wordpress.js';

/** Where in a package pictures are looked for, and who says what may be done with them. */
export type PictureSource = Readonly<{
  package: string;
  /** Folders and Qt resources, and what the ids of their pictures begin with. */
  folders: Readonly<Record<string, string>>;
  statements: StatementReader;
}>;

const ENDLESS_SKY = 'usr/share/games/endless-sky/images';
const GCOMPRIS = 'usr/share/gcompris-qt/rcc';
const BACKGROUNDS = 'usr/share/backgrounds';
const THEMES = 'usr/share/wordpress/wp-content/themes';
const MY_PAINT = 'usr/share/mypaint/backgrounds';

const resources = (names: readonly string[]) =>
  Object.fromEntries(names.map((name) => [`${GCOMPRIS}/${name}.rcc`, name.replaceAll('_', '-')]));
const GCOMPRIS_PHOTOS = resources([
  'categorization',
  'details',
  'erase',
  'explore_farm_animals',
  'explore_monuments',
  'explore_world_animals',
  'explore_world_music',
]);

/** All of them; which of their pictures are photographs and which are styles is told by choice.ts. */
export const SOURCES: readonly PictureSource[] = [
  {
    package: 'endless-sky-data',
    folders: { [`${ENDLESS_SKY}/land`]: 'land', [`${ENDLESS_SKY}/scene`]: 'scene' },
    statements: debianCopyright('usr/share/doc/endless-sky-data/copyright', (path) =>
      path.replace('usr/share/games/endless-sky/', ''),
    ),
  },
  {
    package: 'gcompris-qt-data',
    folders: GCOMPRIS_PHOTOS,
    statements: gcomprisReadme(Object.keys(GCOMPRIS_PHOTOS)),
  },
  {
    package: 'lomiri-wallpapers-16.04',
    folders: { [BACKGROUNDS]: 'lomiri' },
    statements: debianCopyright('usr/share/doc/lomiri-wallpapers-16.04/copyright', (path) =>
      path.replace(BACKGROUNDS, '16.04'),
    ),
  },
  {
    package: 'mypaint-data-extras',
    folders: { [`${MY_PAINT}/ramon`]: 'paper', [`${MY_PAINT}/mrmamurk`]: 'paper' },
    statements: myPaintReadme,
  },
  {
    package: 'wordpress-theme-twentytwentyone',
    folders: { [`${THEMES}/twentytwentyone/assets/images`]: 'morisot' },
    statements: twentyTwentyOne(`${THEMES}/twentytwentyone/readme.txt`),
  },
  {
    package: 'wordpress-theme-twentytwentytwo',
    folders: { [`${THEMES}/twentytwentytwo/assets/images`]: 'plate' },
    statements: twentyTwentyTwo(`${THEMES}/twentytwentytwo/readme.txt`),
  },
  { package: 'scikit-image', folders: { 'skimage/data': 'scikit-image' }, statements: scikitImageDocs },
  {
    package: 'scikit-learn',
    folders: { 'sklearn/datasets/images': 'scikit-learn' },
    statements: scikitLearnReadme,
  },
];
