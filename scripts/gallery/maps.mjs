/** Masks and painted maps for the gallery of methods: flat shapes, drawn over the fixtures by eye. */
import { join } from 'node:path';
import sharp from 'sharp';

const [SKY, LAND, FLOOR] = ['#3060ff', '#208020', '#e0c060'];

/** Shapes by file, in a box of 100 by 100 that is stretched to the picture. */
const MAPS = {
  'boats-map': `<rect width="100" height="100" fill="${SKY}"/>
    <path d="M0 40 L10 34 L22 38 L60 44 L86 40 L92 22 L100 20 V100 H0 Z" fill="${LAND}"/>
    <path d="M0 64 L100 62 V100 H0 Z" fill="${FLOOR}"/>`,
  'hollyhocks-map': `<rect width="100" height="100" fill="${LAND}"/>
    <path d="M58 0 L100 0 V14 L74 10 Z" fill="${SKY}"/>
    <path d="M0 88 L40 82 L100 94 V100 H0 Z" fill="${FLOOR}"/>`,
  doodle: `<rect width="100" height="100" fill="${SKY}"/>
    <path d="M0 52 Q22 20 46 48 T100 40 V100 H0 Z" fill="${LAND}"/>
    <path d="M42 100 Q52 76 40 60 L48 58 Q72 74 74 100 Z" fill="${FLOOR}"/>`,
  cup: '<ellipse cx="49" cy="50" rx="34" ry="46" fill="#fff"/>',
  left: '<rect width="50" height="100" fill="#fff"/>',
  right: '<rect x="50" width="50" height="100" fill="#fff"/>',
};

/** The size of what each is laid on. */
const SIZES = {
  'boats-map': [768, 614],
  'hollyhocks-map': [634, 768],
  doodle: [480, 320],
  cup: [600, 400],
  left: [768, 614],
  right: [768, 614],
};

/** Draws them all into a folder, as PNG files of their names. Nothing is smoothed: labels have hard edges. */
export async function drawMaps(folder) {
  for (const [name, shapes] of Object.entries(MAPS)) {
    const [width, height] = SIZES[name];
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 100 100" preserveAspectRatio="none" shape-rendering="crispEdges"><rect width="100" height="100" fill="#000"/>${shapes}</svg>`;
    await sharp(Buffer.from(svg))
      .removeAlpha()
      .png()
      .toFile(join(folder, `${name}.png`));
  }
}
