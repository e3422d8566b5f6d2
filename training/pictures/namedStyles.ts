/** A style that a net of the package knows by name. */
export interface NamedStyle {
  /** What users call it. */
  readonly name: string;
  /** Of the picture in the folder of styles, without its ending. */
  readonly file: string;
}

/** The styles of `named-styles`, in the order of its tables: paintings that anybody may use, and styles that the repository paints. */
export const NAMED_STYLES: readonly NamedStyle[] = [
  { name: 'church-at-auvers', file: 'details-eglise-dauvers-sur-oise-background' },
  { name: 'cafe-terrace', file: 'details-gogh4-background' },
  { name: 'night-cafe', file: 'details-van-gogh-the-night-cafe-background' },
  { name: 'pere-tanguy', file: 'details-portraitofperetanguy-background' },
  { name: 'langlois-bridge', file: 'details-vincentvangoghbridge-background' },
  { name: 'orange-trees', file: 'morisot-villa-with-orange-trees-nice' },
  { name: 'playing-in-the-sand', file: 'morisot-playing-in-the-sand' },
  { name: 'jupiter', file: 'land-nasa8' },
  { name: 'whirls', file: 'made-whirls-037' },
  { name: 'mosaic', file: 'made-mosaic-033' },
  { name: 'stained-glass', file: 'made-stained-glass-032' },
  { name: 'woodcut', file: 'made-woodcut-042' },
  { name: 'marbling', file: 'made-marbling-034' },
  { name: 'palette-knife', file: 'made-knife-050' },
  { name: 'hatching', file: 'made-hatching-005' },
  { name: 'halftone', file: 'made-halftone-055' },
];
