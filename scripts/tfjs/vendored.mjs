/** The files of vendor/tfjs that are generated: the part of tfjs that nst uses, out of the dev dependencies. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { bundleTfjs } from './bundle.mjs';
import { bundleTypes } from './types.mjs';

const { devDependencies } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
const versionsOf = (names) => Object.fromEntries(names.map((name) => [name, devDependencies[name]]));

function header(what) {
  const from = versionsOf(['@tensorflow/tfjs-core', '@tensorflow/tfjs-backend-cpu']);
  return [
    `/* ${what}, made by \`npm run vendor\`; not to be edited. Out of`,
    ...Object.entries(from).map(([name, version]) => `   ${name} ${version},`),
    '   Copyright Google LLC, Apache License 2.0 (see LICENSE beside this file). Changed: ops, kernels and gradients that nst',
    '   does not use are left out, the rest is in one file, and what it keeps in the global object has names of its own. */',
    '',
  ].join('\n');
}

/** Their texts by name. */
export async function vendored() {
  const files = {
    'tfjs.cjs': header('The part of tfjs that nst uses') + (await bundleTfjs()),
    'tfjs.d.cts': header('Types of the part of tfjs that nst uses') + bundleTypes(),
  };
  const sha256 = Object.fromEntries(
    Object.entries(files).map(([name, text]) => [name, createHash('sha256').update(text).digest('hex')]),
  );
  const made = {
    command: 'npm run vendor',
    from: versionsOf(['@tensorflow/tfjs-core', '@tensorflow/tfjs-backend-cpu']),
    with: versionsOf(['rolldown', 'dts-bundle-generator', 'typescript']),
    sha256,
  };
  return { ...files, 'vendor.json': `${JSON.stringify(made, null, 2)}\n` };
}
