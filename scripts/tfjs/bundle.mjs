/** Bundles what scripts/tfjs/slice.ts takes of tfjs into one CommonJS file. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

const CORE = '@tensorflow/tfjs-core/dist';
const CPU = '@tensorflow/tfjs-backend-cpu/dist';
const SLICE = fileURLToPath(new URL('slice.ts', import.meta.url));
/** What is bundled: a file that is never written. It lies where its imports can be resolved. */
const ENTRY = fileURLToPath(new URL('entry.js', import.meta.url));
/** Stands in for what only browsers and old versions of Node need: more than all the rest. */
const NOTHING = '\0nothing';
const UNUSED = /platform_browser$|^node-fetch$/;
/** tfjs' files that do something when they are loaded; the others may be left out if nothing of them is used. */
const WITH_EFFECTS = new RegExp(
  `${CORE}/(engine|flags|base_side_effects|platforms/platform_node|public/chained_ops/\\w+)\\.js$`,
);
/** Methods of tensors that gradients of tfjs call (of `gather` and `prod`); all others are left out. */
const METHODS = ['reshape', 'slice', 'split'];

const textOf = (file) => readFileSync(fileURLToPath(import.meta.resolve(file)), 'utf8');
const matchesIn = (file, pattern) => [...textOf(file).matchAll(pattern)];

/** Names of kernels by what they are called in names of files, which differ in the case of letters. */
const KERNEL_BY_KEY = new Map(
  matchesIn(`${CORE}/kernel_names.js`, /export const (\w+) = '\1'/g).map(([, name]) => [
    name.toLowerCase(),
    name,
  ]),
);

/** What a file registers: `import { absGradConfig } from './gradients/Abs_grad';` */
function registrations(file, pattern) {
  return matchesIn(file, pattern).map(([, config, module, key]) => ({
    config,
    module,
    kernel: KERNEL_BY_KEY.get(key.toLowerCase()),
  }));
}

const GRADIENTS = registrations(
  `${CORE}/register_all_gradients.js`,
  /import \{ (\w+) \} from '\.(\/gradients\/(\w+)_grad)'/g,
);
const KERNELS = registrations(
  `${CPU}/register_all_kernels.js`,
  /import \{ (\w+) \} from '\.(\/kernels\/(\w+))'/g,
);

const gradientLines = (kernels) =>
  GRADIENTS.filter(({ kernel }) => kernels.has(kernel)).flatMap(({ config, module }) => [
    `import { ${config} } from '${CORE}${module}.js';`,
    `registerGradient(${config});`,
  ]);

// Some kernels are called as the gradients of others are.
const kernelLines = (kernels) =>
  KERNELS.filter(({ kernel }) => kernels.has(kernel)).flatMap(({ config, module }) => [
    `import { ${config} as cpu_${config} } from '${CPU}${module}.js';`,
    `registerKernel(cpu_${config});`,
  ]);

const cpuBackend = (kernels) => [
  `import { MathBackendCPU } from '${CPU}/backend_cpu.js';`,
  `registerBackend('cpu', () => new MathBackendCPU(), 1);`,
  ...kernelLines(kernels),
];

function entry(kernels, withCpu) {
  return [
    `import '${CORE}/base_side_effects.js';`,
    `import { enableProdMode, registerBackend, registerGradient, registerKernel } from '@tensorflow/tfjs-core';`,
    // Before the first op: else it prints an advice to install tfjs-node.
    'enableProdMode();',
    `export * from '${SLICE}';`,
    ...METHODS.map((name) => `import '${CORE}/public/chained_ops/${name}.js';`),
    ...gradientLines(kernels),
    ...(withCpu ? cpuBackend(kernels) : []),
  ].join('\n');
}

const plugin = (text) => ({
  name: 'tfjs-slice',
  resolveId: (id) => (id === ENTRY ? ENTRY : UNUSED.test(id) ? NOTHING : undefined),
  load: (id) => (id === ENTRY ? text : id === NOTHING ? '' : undefined),
  // A program that uses a tfjs of its own, of whatever version, shall not share engine and kernels with this one.
  transform: (code, id) =>
    /(engine|global_util)\.js$/.test(id)
      ? code.replaceAll('_tfengine', '_nstTfengine').replaceAll('_tfGlobals', '_nstTfGlobals')
      : undefined,
});

async function bundle(text, minify) {
  const build = await rolldown({
    input: ENTRY,
    platform: 'node',
    resolve: { mainFields: ['module', 'main'] },
    treeshake: { moduleSideEffects: (id) => id === ENTRY || WITH_EFFECTS.test(id.replaceAll('\\', '/')) },
    plugins: [plugin(text)],
    logLevel: 'silent',
  });
  const { output } = await build.generate({
    format: 'cjs',
    exports: 'named',
    minify,
    codeSplitting: false,
    comments: false,
  });
  return output[0].code;
}

/** All kernels that the ops of the slice, their gradients, the gradients of those, and so on, call by their names. */
async function usedKernels() {
  let kernels = new Set();
  let size = -1;
  while (size !== kernels.size) {
    size = kernels.size;
    const code = await bundle(entry(kernels, false), false);
    kernels = new Set([...KERNEL_BY_KEY.values()].filter((name) => code.includes(`"${name}"`)));
  }
  return kernels;
}

/** The code: ops, gradients, and kernels for the CPU. */
export async function bundleTfjs() {
  return bundle(entry(await usedKernels(), true), true);
}
