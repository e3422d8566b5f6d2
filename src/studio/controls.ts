import { flagOf } from '../shared/options/option.js';
import type { Medium } from './medium.js';
import type { Control, MediumInfo } from './wire.js';

/** The options of a medium that a page can set: what goes into a result, or says how it is computed, and leads nowhere on this machine. */
export function controlsOf({
  kind: { table },
  files,
  left,
}: Pick<Medium, 'kind' | 'files' | 'left'>): Control[] {
  return Object.entries(table)
    .filter(([name, { part, form }]) => part !== 'output' && form.kind !== 'machine' && !left.includes(name))
    .map(([name, row]) => {
      const { help, section, form, fallback, otherwise, hasOff = false } = row;
      const takesFiles = form.kind === 'file' || form.kind === 'files' || form.kind === 'text-or-file';
      return {
        name,
        flag: flagOf(name, row),
        help,
        section,
        form,
        hasOff,
        ...(fallback === undefined ? {} : { fallback }),
        ...(otherwise === undefined ? {} : { otherwise }),
        ...(takesFiles ? { file: files[name] ?? 'other' } : {}),
      };
    });
}

/** A medium as the page is told of it. */
export async function mediumInfo(medium: Medium): Promise<MediumInfo> {
  const { name, label, shows, atHand, needs, roughTry, unit, invitation } = medium;
  const controls = await Promise.all(controlsOf(medium).map((control) => withWords(control, medium)));
  return {
    name,
    label,
    shows,
    atHand,
    needs,
    unit,
    invitation,
    controls,
    ...(roughTry && { roughTry }),
    command: medium.kind.command,
    hasRough: medium.openRough !== undefined,
  };
}

async function withWords(control: Control, { words }: Medium): Promise<Control> {
  const known = await words?.[control.name]?.();
  return known ? { ...control, words: known } : control;
}
