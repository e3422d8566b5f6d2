/** `nst models show`: what a trained net is, and what has to be said of it. */
import { Command } from 'commander';
import type { OptionsOf } from '../shared/options/option.js';
import type { ModelCard, SoundCard } from '../shared/stylise/modelFile.js';
import { RUN_FLAGS } from './runFlags.js';
import { print, printJson } from './streams.js';
import { addTable } from './tableCommand.js';

const SHOW_FLAGS = { json: { ...RUN_FLAGS.json, help: 'print JSON' } } as const;

/** The command, to be added to `nst models`. */
export function modelsShowCommand(): Command {
  return addTable(new Command('show'), SHOW_FLAGS)
    .description('what a net of "nst train" is: styles, licence, how it was trained')
    .argument('<file>', 'the net, .safetensors')
    .action(show);
}

async function show(file: string, { json }: OptionsOf<typeof SHOW_FLAGS>): Promise<void> {
  const { readAnyModel } = await import('../shared/stylise/modelFile.js');
  const { card, weights } = await readAnyModel(file);
  const numbers = [...weights.values()].reduce((sum, { data }) => sum + data.length, 0);
  if (json) printJson({ ...card, numbers }, 2);
  else for (const line of linesOf(card, numbers)) print(line);
}

function linesOf(card: ModelCard | SoundCard, numbers: number): string[] {
  const { method, styles, strength, steps, seed, network, content, licence, attribution, creator } = card;
  const purpose = 'sizePx' in card ? `${card.sizePx} px` : 'sounds';
  return [
    `${method}: ${(numbers / 1e6).toFixed(2)} million numbers, by ${creator}`,
    ...(styles.length === 0 ? ['styles: any picture'] : styles.map((style) => `style: ${styleText(style)}`)),
    `trained: ${steps} steps on ${content}, seed ${seed}, strength ${strength}, for ${purpose}, seen with ${network}`,
    `licence: ${licence}`,
    ...(attribution === '' ? [] : [`attribution: ${attribution}`]),
  ];
}

function styleText({ name, author, licence }: ModelCard['styles'][number]): string {
  return [name, author, licence].filter((part) => part !== undefined).join(', ');
}
