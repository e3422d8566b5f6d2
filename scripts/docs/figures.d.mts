export interface BenchResults {
  readonly name: string;
  readonly rows: readonly Readonly<Record<string, string | number>>[];
}
export function fillFigures(page: string, resultsOf: (file: string) => BenchResults): string;
