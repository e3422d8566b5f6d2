/** The types of what scripts/tfjs/slice.ts takes of tfjs, in one file that needs no other. */
import { fileURLToPath } from 'node:url';
import { generateDtsBundle } from 'dts-bundle-generator';

const pathOf = (name) => fileURLToPath(new URL(name, import.meta.url));

/** Of browsers; nothing here returns or takes them. */
const FOREIGN = ['GPUBuffer', 'RequestInit', 'Response', 'WebGLTexture'];

export function bundleTypes() {
  const [types] = generateDtsBundle(
    [
      {
        filePath: pathOf('slice.ts'),
        libraries: { inlinedLibraries: ['@tensorflow/tfjs-core'] },
        output: { noBanner: true },
        failOnClass: false,
      },
    ],
    { preferredConfigPath: pathOf('tsconfig.json') },
  );
  return [...FOREIGN.map((name) => `type ${name} = unknown;`), types].join('\n');
}
