/**
 * What was decided by looking at the pictures. All others of the sources whose licence is free and that are large enough
 * are photographs to be trained on.
 */

/** Pictures that are styles, and their titles. */
export const STYLE_TITLES: Readonly<Record<string, string>> = {
  'morisot-in-the-bois-de-boulogne': 'Berthe Morisot, In the Bois de Boulogne',
  'morisot-playing-in-the-sand': 'Berthe Morisot, Playing in the Sand',
  'morisot-self-portrait-1885': 'Berthe Morisot, Self-Portrait, 1885',
  'morisot-villa-with-orange-trees-nice': 'Berthe Morisot, Villa with Orange Trees, Nice',
  'morisot-young-woman-in-mauve': 'Berthe Morisot, Young Woman in Mauve',
  'details-eglise-dauvers-sur-oise-background': 'Vincent van Gogh, The Church at Auvers',
  'details-gogh4-background': 'Vincent van Gogh, Café Terrace at Night',
  'details-portraitofperetanguy-background': 'Vincent van Gogh, Portrait of Père Tanguy',
  'details-van-gogh-the-night-cafe-background': 'Vincent van Gogh, The Night Café',
  'details-vincentvangogh0012-background': 'Vincent van Gogh, Vestibule of the Asylum, Saint-Rémy',
  'details-vincentvangogh0013-background': 'Vincent van Gogh, The Painter on the Road to Tarascon',
  'details-vincentvangogh0019-background': 'Vincent van Gogh, Harvest at La Crau',
  'details-vincentvangoghbridge-background': 'Vincent van Gogh, The Langlois Bridge at Arles',
  'plate-bird-on-green': 'Hummingbird, coloured plate on green',
  'plate-bird-on-salmon': 'Jacques Barraband, Green-tailed Jacamar, coloured plate on salmon',
  'plate-flight-path-on-salmon': 'Elizabeth Gould, White Bellied Flycatcher, coloured plate on salmon',
  'land-nasa8': 'NASA, Clouds of Jupiter, ochre and blue',
  'land-nasa9': 'NASA, Clouds of Jupiter, blue',
  'lomiri-picture-1a-by-freespace': 'Trevor "Freespace", Brushes',
  'scikit-image-brick': 'Bricks, grey',
  'scikit-image-grass': 'Grass, grey',
  'scikit-image-gravel': 'Gravel, grey',
  'paper-hr-cork': 'Ramon Miranda, Cork',
  'paper-hr-decopaper': 'Ramon Miranda, Decorated paper',
  'paper-hr-sketchpaper-02': 'Ramon Miranda, Dark laid paper',
};

/** Left out, by the reason. */
const LEFT_OUT: Readonly<Record<string, readonly string[]>> = {
  'a fixture of this repository, with which results are judged': [
    'scikit-image-chelsea',
    'scikit-image-coffee',
    'morisot-reading',
    'morisot-daffodils',
    'morisot-the-garden-at-bougival-1884',
    'morisot-roses-tremieres-hollyhocks-1884',
    'plate-ducks',
  ],
  'drawn, rendered or a diagram': [
    'land-lobby',
    'scene-eso0',
    'scene-lobby',
    'scene-tempest',
    'lomiri-umang-by-abhishek-mudgal',
    'scikit-image-horse',
    'scikit-image-page',
    'scikit-image-text',
  ],
  'seen through an instrument': [
    'scikit-image-cell',
    'scikit-image-hubble-deep-field',
    'scikit-image-retina',
  ],
  'next to nothing in it': [
    'plate-bird-on-black',
    'plate-bird-on-gray',
    'plate-icon-bird',
    'plate-flight-path-on-gray-a',
    'plate-flight-path-on-gray-b',
    'plate-flight-path-on-gray-c',
    'scikit-image-clock-motion',
  ],
};
/** Plain papers but for those with a title, and transparent overlays. */
const LEFT_OUT_KINDS =
  /^paper-|^plate-(?:divider|icon|flight-path-on-transparent)|^scikit-image-(?:chessboard|logo)/;

/** Photographs and styles that are never trained on. The photographs are of all kinds of things. */
const HELD_OUT: ReadonlySet<string> = new Set([
  'land-beach4',
  'land-city9',
  'land-desert4',
  'land-fields5',
  'land-forest2',
  'land-hills1',
  'land-mountain1',
  'land-nasa6',
  'land-sea4',
  'land-snow3',
  'land-station4',
  'scene-loc2',
  'erase-red-panda',
  'explore-farm-animals-dog',
  'explore-monuments-france-chateaudechenonceau',
  'explore-monuments-india-mysorepalace',
  'explore-world-animals-lemur',
  'explore-world-music-mexico',
  'lomiri-life-by-aitzol-berasategi',
  'scikit-learn-flower',
  'morisot-in-the-bois-de-boulogne',
  'details-vincentvangogh0012-background',
  'details-vincentvangogh0019-background',
  'plate-bird-on-green',
  'paper-hr-cork',
]);

/** The edges of scans show paper and frame: up to 9 of 422 px were seen. */
const SCAN_MARGIN = 0.022;
const SCANS = /^(?:morisot|details)-/;

/** The share of a picture's sides that does not belong to it. */
export function marginOf(id: string): number {
  return id in STYLE_TITLES && SCANS.test(id) ? SCAN_MARGIN : 0;
}

/** Whether a picture is left out of the lists although its licence and size would do. */
export function isLeftOut(id: string): boolean {
  return (
    Object.values(LEFT_OUT).some((ids) => ids.includes(id)) ||
    (LEFT_OUT_KINDS.test(id) && !(id in STYLE_TITLES))
  );
}

/** Whether a picture is kept apart to judge results with. */
export function isHeldOut(id: string): boolean {
  return HELD_OUT.has(id);
}
