import { availableParallelism } from 'node:os';
import { parse } from 'node:path';
import { openEngine } from '../../shared/engine/openEngine.js';
import { inOrder } from '../../shared/inOrder.js';
import { checkTable } from '../../shared/options/checkTable.js';
import { contactSheet, type SheetCell } from '../../shared/pictures/contactSheet.js';
import { fitTo, type Picture } from '../../shared/pictures/picture.js';
import { readPicture } from '../../shared/pictures/read.js';
import type { PictureFile } from '../../shared/pictures/source.js';
import { openPicture } from '../../shared/pictures/source.js';
import { SILENT } from '../../shared/reporter.js';
import { SIZE_PX } from '../options.js';
import { type ChosenNet, chooseNet } from './chosenNet.js';
import { openStyliser, styleConditions } from './openStyliser.js';
import { APPLY_OPTIONS, type ApplyOptions } from './options.js';

/** Pictures of a sheet are this share of the size that is asked for: it has many. */
const CELL_SHARE = 0.5;

/**
 * A picture in each style that a net knows; of a net for any style, in each of those that are named.
 *
 * @throws NstError as `applyStyle`
 */
export async function styleSheet(
  options: Omit<ApplyOptions, 'content'> & { readonly content: string | PictureFile },
): Promise<Picture> {
  const { content: _, ...values } = options;
  checkTable(APPLY_OPTIONS, values);
  const { reporter = SILENT, device = 'auto', threads = 0, size = SIZE_PX.default, strength = 1 } = options;
  const content = await readPicture(await openPicture(options.content), (natural) =>
    fitTo(natural, Math.max(1, Math.round(CELL_SHARE * size))),
  );
  const net = await chooseNet(options);
  const engine = await openEngine({ device, threads, lanes: threads || availableParallelism(), reporter });
  try {
    const styliser = await openStyliser(engine, net);
    const conditions = await styleConditions(styliser, net, { ...options, size: CELL_SHARE * size });
    const results = inOrder(conditions, engine.lanes, (condition) =>
      styliser.apply(content, condition, strength),
    );
    const names = namesOf(net);
    const cells: [SheetCell, ...SheetCell[]] = [{ picture: content, caption: 'content' }];
    for await (const picture of results) cells.push({ picture, caption: names[cells.length - 1]! });
    return await contactSheet(cells);
  } finally {
    await engine.close();
  }
}

const namesOf = (net: ChosenNet): string[] =>
  net.kind === 'any'
    ? net.styles.map((path) => parse(path).name)
    : net.model.card.styles.map(({ name }) => name);
