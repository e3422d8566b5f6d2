import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as tfjs from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { vendored } from '../../scripts/tfjs/vendored.mjs';
import { registerGradients } from '../../src/shared/engine/gradients/index.js';
import { type Scalar, type Tensor, tf } from '../../src/shared/engine/tf.js';
import { traceObjective } from '../../src/shared/engine/trace.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const textOf = (path: string) => readFileSync(join(ROOT, path), 'utf8');
const record = JSON.parse(textOf('vendor/tfjs/vendor.json'));

tfjs.enableProdMode();
beforeAll(async () => {
  await tfjs.setBackend('cpu');
  await tf.setBackend('cpu');
});

describe('vendor/tfjs', () => {
  it('is what its script makes of the dev dependencies', async () => {
    const hint = 'run: npm run vendor';
    for (const [name, text] of Object.entries(await vendored())) {
      expect(textOf(`vendor/tfjs/${name}`) === text, `${name}: ${hint}`).toBe(true);
    }
  });

  it('is recorded with its hashes, and the versions that package.json has', () => {
    const { devDependencies } = JSON.parse(textOf('package.json'));
    expect(devDependencies).toMatchObject({ ...record.from, ...record.with });
    expect(Object.keys(record.sha256)).toEqual(['tfjs.cjs', 'tfjs.d.cts']);
    for (const [name, sha256] of Object.entries(record.sha256)) {
      expect(
        createHash('sha256')
          .update(textOf(`vendor/tfjs/${name}`))
          .digest('hex'),
      ).toBe(sha256);
    }
  });

  it('comes with the licence, and says in each file whose it is and that it was changed', () => {
    expect(textOf('vendor/tfjs/LICENSE')).toMatch(
      /Apache License\s+Version 2\.0, January 2004[\s\S]*END OF TERMS/,
    );
    for (const name of ['tfjs.cjs', 'tfjs.d.cts']) {
      expect(textOf(`vendor/tfjs/${name}`).slice(0, 800)).toMatch(
        /Copyright Google LLC, Apache[\s\S]*Changed:/,
      );
    }
  });

  it('needs no package, nor do the published types', () => {
    expect(textOf('vendor/tfjs/tfjs.cjs')).not.toMatch(/\brequire\(["'`](?!util["'`])/);
    const types = readdirSync(join(ROOT, 'dist'), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.d.ts'))
      .map((file) => join('dist', file));
    expect(types.length).toBeGreaterThan(100);
    const needy = [...types, 'vendor/tfjs/tfjs.d.cts'].filter((file) =>
      /(from|import\()\s*['"]@tensorflow|<reference/.test(textOf(file)),
    );
    expect(needy).toEqual([]);
  });
});

/** Gradient of a weighted sum of what `op` gives, by either tfjs. */
function slopeBy(of: typeof tf | typeof tfjs, op: (x: Tensor) => Tensor, x: number[][]): Float32Array {
  const { grad, mul, sum, tensor } = of as typeof tf;
  const weighed = (point: Tensor) => {
    const y = op(point);
    return sum(
      mul(
        y,
        tensor(
          Float32Array.from({ length: y.size }, (_, i) => 1 + i),
          y.shape,
        ),
      ),
    );
  };
  return grad(weighed)(tensor(x)).dataSync<'float32'>();
}

describe('the gradients of tfjs that call methods of tensors', () => {
  const x = [
    [1, 2, 3],
    [4, 5, 6],
  ];

  it.each([
    [
      'gather',
      (of: typeof tf) => (y: Tensor) =>
        of.gather(
          y,
          of.tensor2d(
            [
              [2, 0],
              [1, 1],
            ],
            [2, 2],
            'int32',
          ),
          1,
          1,
        ),
    ],
    ['prod', (of: typeof tf) => (y: Tensor) => of.prod(y, 1)],
  ])('work without the methods that are left out: %s', (_, opOf) => {
    const expected = slopeBy(tfjs, opOf(tfjs as unknown as typeof tf), x);
    expect(slopeBy(tf, opOf(tf), x)).toEqual(expected);
  });
});

describe('a program that uses tfjs itself', () => {
  it('keeps its engine, its gradients and its backends', async () => {
    registerGradients();
    traceObjective(({ x }) => ({ v: tf.sum(tf.square(x!)) as Scalar }), {
      x: { shape: [2], role: 'variable' },
    });
    expect(tf.engine()).not.toBe(tfjs.engine());
    expect(tfjs.findBackend('nst-recorder')).toBeNull();
    // tfjs has no gradient for this; nst has registered one of its own.
    expect(tfjs.getGradient('StridedSlice')).toBeUndefined();
    const { numTensors } = tfjs.memory();
    tf.scalar(1);
    expect(tfjs.memory().numTensors).toBe(numTensors);
  });
});
