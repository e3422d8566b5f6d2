import { expect, onTestFinished, test } from 'vitest';
import { openTransfer, transferGlyph } from '../../src/glyph/index.js';
import { ringStyle } from '../support/ringStyle.js';

const WORD = { text: 'I', size: 48, engine: 'patch', deform: 0 } as const;

test('a word that was made at full strength becomes one at another without being made anew', async () => {
  const style = await ringStyle();
  const layer = ['shadow distance=4'];
  const transfer = await openTransfer({ ...WORD, style, layer, strength: 1 });
  onTestFinished(() => transfer.close());
  const whole = await transfer.render(0);
  const { picture } = await transferGlyph({ ...WORD, style, layer, strength: 0.4, seed: 0 });
  expect(transfer.atStrength(whole, 0.4)).toEqual(picture);
  expect(transfer.atStrength(whole, 1)).toEqual(whole.picture);
});
