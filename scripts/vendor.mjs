/** `npm run vendor`: writes vendor/tfjs, the part of tfjs that nst uses, out of the dev dependencies. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { vendored } from './tfjs/vendored.mjs';

const folder = new URL('../vendor/tfjs/', import.meta.url);
mkdirSync(folder, { recursive: true });
for (const [name, text] of Object.entries(await vendored())) {
  writeFileSync(new URL(name, folder), text);
  console.log(`vendor/tfjs/${name}: ${text.length} characters`);
}
