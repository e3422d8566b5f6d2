import { describe, expect, it } from 'vitest';
import { openLayer } from '../../../src/glyph/effects/layer.js';
import { layerFiles } from '../../../src/glyph/effects/layerText.js';
import { paintLayers } from '../../../src/glyph/effects/paintLayers.js';
import { writePicture } from '../../../src/shared/pictures/write.js';
import { failure } from '../../support/failure.js';
import { scene, scratchFolder } from '../../support/pictures.js';
import { sheet } from './shapes.js';

describe('openLayer', () => {
  it.each([
    ['', /^layer: expected one of stroke, glow, .* and its settings, found ""$/],
    ['strok width=4', /^layer: expected one of stroke, .*found "strok width=4"$/],
    ['toString', /^layer: expected one of/],
    ['stroke widht=4', /^layer stroke: expected settings among width, color, .*opacity, of, found "widht"$/],
    ['stroke constructor=4', /^layer stroke: expected settings among/],
    ['stroke 4', /^layer stroke: expected a setting such as opacity=0.5, found "4"$/],
    ['stroke width', /^layer stroke: expected a setting such as/],
    ['stroke width=', /^layer stroke: expected a setting such as/],
    ['stroke width=4 width=5', /^layer stroke: expected each setting once, found "width" again$/],
    ['stroke width=wide', /^layer stroke: width: expected a length such as 4px or 0.2r .*, found "wide"$/],
    ['stroke width=-1', /^layer stroke: width: expected a length/],
    ['stroke width=1e9', /^layer stroke: width: expected a length/],
    ['stroke width=99r', /at most 2000px or 50r, found "99r"$/],
    ['stroke color=#12', /^layer stroke: color: expected a colour such as #f80, .* found "#12"$/],
    [
      'stroke position=over',
      /^layer stroke: position: expected one of outside, center, inside, found "over"$/,
    ],
    ['glow opacity=2', /^layer glow: opacity: expected a number from 0 to 1, found "2"$/],
    ['glow opacity=NaN', /^layer glow: opacity: expected a number from 0 to 1, found "NaN"$/],
    ['bevel altitude=90', /^layer bevel: altitude: expected a number from 1 to 89, found "90"$/],
    ['gradient colors=#fff', /^layer gradient: colors: expected two colours or more, found "#fff"$/],
    [
      'gradient colors=#fff@200%,#000',
      /^layer gradient: colors: expected a place from 0% to 100% after @, found "200%"$/,
    ],
    ['gradient colors=#fff@60%,#000@20%', /^layer gradient: colors: expected places from the lowest/],
  ])('says in one line what is wrong with "%s"', async (text, message) => {
    await expect(openLayer(text)).rejects.toEqual(failure('NST_BAD_OPTION', message));
    await expect(openLayer(text)).rejects.toEqual(failure('NST_BAD_OPTION', /^[^\n]*$/));
  });

  it('tells which files it reads', () => {
    expect(layerFiles('pattern size=4 file="my tile.png" angle=0')).toEqual(['my tile.png']);
    expect(layerFiles('stroke width=4')).toEqual([]);
  });

  it('names a file that cannot be read', async () => {
    await expect(openLayer('pattern file="no such.png"')).rejects.toEqual(
      failure('NST_BAD_INPUT', /^no such\.png: expected a picture/),
    );
  });

  it('repeats the picture of a file, whose name may have spaces', async () => {
    const path = `${scratchFolder()}/a tile.png`;
    const tile = scene({ width: 16, height: 16 });
    await writePicture(path, tile);
    const size = { width: 40, height: 33 };
    const shape = { ...size, data: new Float32Array(40 * 33).fill(1) };
    const layer = await openLayer(`pattern file="${path}" angle=0`);
    const { picture } = paintLayers(sheet(size, [0, 0, 0, 1]), shape, [layer]);
    for (const [x, y] of [
      [3, 4],
      [19, 4],
      [35, 20],
    ] as const) {
      const from = ((y % 16) * 16 + (x % 16)) * 3;
      const found = picture.rgba.subarray((y * 40 + x) * 4, (y * 40 + x) * 4 + 3);
      expect(found).toBeAllclose(tile.pixels.subarray(from, from + 3), 0, 0.5 / 255 + 1e-6);
    }
  });

  it('has a kind and settings of its own', async () => {
    const { kind, opacity, of } = await openLayer('  shadow   opacity=0.25 of=picture ');
    expect({ kind, opacity, of }).toEqual({ kind: 'shadow', opacity: 0.25, of: 'picture' });
  });
});
