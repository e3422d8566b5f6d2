/** Who made a result, and how: what is written into its file. */
export interface Provenance {
  /** Program and version, "nst 0.1.0". */
  readonly creator: string;
  /** Text, as a rule JSON, with all it takes to make the result again; of files the names alone. */
  readonly parameters: string;
}
