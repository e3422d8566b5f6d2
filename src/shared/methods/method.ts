/** A method of the literature, or of our own, as users find it. */
export interface Method {
  /** Paper, program, or what it grew out of. */
  readonly source: string;
  /** What it is for, in a line. */
  readonly use: string;
  /** What it is bad at, or what it costs, in a line. */
  readonly limits: string;
  /** A line that runs it. */
  readonly example: string;
  /** Where it departs from its source, a sentence each. */
  readonly departures: readonly string[];
}

/** A method with the name that it goes by. */
export interface MethodFacts extends Method {
  readonly name: string;
  /** Whether it is a preset, options that go with any, or a command of its own. */
  readonly kind: 'preset' | 'options' | 'command';
}

/** What is said of methods of one kind, whatever else is known of them. */
export const factsOf = (
  methods: Readonly<Record<string, Method>>,
  kind: MethodFacts['kind'],
): MethodFacts[] =>
  Object.entries(methods).map(([name, { source, use, limits, example, departures }]) => ({
    name,
    kind,
    source,
    use,
    limits,
    example,
    departures,
  }));
