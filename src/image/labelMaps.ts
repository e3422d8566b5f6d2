import { NstError } from '../shared/errors.js';
import {
  colourDistance,
  colourName,
  findLabels,
  type Label,
  type LabelColour,
  labelPlanes,
  PARTNER_COLOUR,
} from '../shared/pictures/labels.js';
import { checkMaskShape, type MaskOwner } from '../shared/pictures/mask.js';
import type { Picture } from '../shared/pictures/picture.js';
import { readPicture } from '../shared/pictures/read.js';
import { rejectPicture } from '../shared/pictures/source.js';
import type { Reporter } from '../shared/reporter.js';

/** A painted map, the picture that it belongs to, and its labels. */
interface LabelMap {
  readonly path: string;
  readonly owner: MaskOwner;
  readonly map: Picture;
  readonly labels: readonly Label[];
}

/** Which parts of pictures belong together, by planes of the same order. */
export interface LabelRegions {
  /** For each label, how much each pixel of the content belongs to it. */
  readonly content: readonly Float32Array[];
  /** The same for each style. */
  readonly styles: readonly (readonly Float32Array[])[];
}

const percent = (share: number) => `${(100 * share).toFixed(share < 0.1 ? 1 : 0)} %`;
const namesOf = (labels: readonly Label[]) => labels.map(({ colour }) => colourName(colour)).join(', ');

async function readLabelMap(path: string, owner: MaskOwner): Promise<LabelMap> {
  const map = await readPicture(path, (natural) => {
    checkMaskShape(path, natural, owner, 'map');
    return natural;
  });
  const labels = findLabels(map);
  if (labels.length === 0) {
    rejectPicture(path, 'expected a map of flat colours, found none; paint each region in one colour');
  }
  return { path, owner, map, labels };
}

/** The colour of a map that stands for a label of another; undefined if none is near enough. */
function partnerIn({ labels }: LabelMap, { colour }: Label): LabelColour | undefined {
  const byDistance = labels.toSorted(
    (a, b) => colourDistance(a.colour, colour) - colourDistance(b.colour, colour),
  );
  const nearest = byDistance[0]?.colour;
  return nearest && colourDistance(nearest, colour) < PARTNER_COLOUR ? nearest : undefined;
}

/** The colours of a style's map in the order of the content's labels. */
function partnersIn(style: LabelMap, content: LabelMap): LabelColour[] {
  return content.labels.map((label) => {
    const partner = partnerIn(style, label);
    if (partner) return partner;
    const missing = `the colour ${colourName(label.colour)} (${percent(label.share)} of ${content.path})`;
    throw new NstError(
      'NST_BAD_INPUT',
      `${style.path}: expected ${missing} in it, found ${namesOf(style.labels)}; paint both maps in the same colours`,
    );
  });
}

function warnOfUnused(style: LabelMap, used: readonly LabelColour[], reporter: Reporter): void {
  const unused = style.labels.filter(
    ({ colour }) => !used.some((other) => colourDistance(other, colour) < PARTNER_COLOUR),
  );
  if (unused.length > 0) {
    reporter.warn(`${style.path}: ${namesOf(unused)} is nowhere in the content’s map, and is not used`);
  }
}

/**
 * Reads painted maps: what has one colour in both is given the style of what has it in a style.
 *
 * @param styles a map for each style, in order
 * @param least labels that there have to be
 * @throws NstError NST_BAD_INPUT for a map of other proportions than its picture, one without flat colours, fewer labels than
 *   that, and a label that a style does not have (by name)
 */
export async function readLabelRegions(
  content: { readonly path: string; readonly owner: MaskOwner },
  styles: readonly { readonly path: string; readonly owner: MaskOwner }[],
  reporter: Reporter,
  least: 1 | 2 = 2,
): Promise<LabelRegions> {
  const ours = await readLabelMap(content.path, content.owner);
  if (ours.labels.length < least) {
    const problem = `expected at least two colours, found only ${namesOf(ours.labels)}`;
    rejectPicture(content.path, `${problem}; paint each region in a colour of its own`);
  }
  const theirs = await Promise.all(styles.map(({ path, owner }) => readLabelMap(path, owner)));
  const planes = theirs.map((style) => {
    const partners = partnersIn(style, ours);
    warnOfUnused(style, partners, reporter);
    return labelPlanes(style.map, partners, style.owner);
  });
  const colours = ours.labels.map(({ colour }) => colour);
  return { content: labelPlanes(ours.map, colours, ours.owner), styles: planes };
}
