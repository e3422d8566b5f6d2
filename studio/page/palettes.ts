/** Colours that are painted with: the first one is what was not painted. Far enough apart to be labels of their own. */
export interface Paint {
  readonly name: string;
  readonly rgb: readonly [number, number, number];
}

export const MASK: readonly Paint[] = [
  { name: 'Black: left alone', rgb: [0, 0, 0] },
  { name: 'White: meant', rgb: [255, 255, 255] },
];

export const LABELS: readonly Paint[] = [
  { name: 'Black', rgb: [0, 0, 0] },
  { name: 'Red', rgb: [230, 40, 40] },
  { name: 'Green', rgb: [40, 180, 70] },
  { name: 'Blue', rgb: [50, 90, 240] },
  { name: 'Yellow', rgb: [250, 220, 50] },
  { name: 'White', rgb: [255, 255, 255] },
];
