import type { MethodFacts } from '../../src/image/methods/describe.js';
import type { OptionTable } from '../../src/shared/options/option.js';
import type { TermFacts } from '../../src/shared/terms/describe.js';

export function tableOf(rows: readonly (readonly string[])[]): string;
export function optionTables(table: OptionTable): string;
export function termTable(terms: readonly TermFacts[]): string;
export function methodGallery(methods: readonly MethodFacts[], hasPicture: (name: string) => boolean): string;
export function fillRegion(guide: string, name: string, text: string): string;
