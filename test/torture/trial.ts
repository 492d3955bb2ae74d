/** Of what a trial makes trouble: the S3 server, the PostgreSQL server, or pgdrill and its children themselves. */
export type Group = 's3' | 'postgres' | 'kill'

/** What became of one run with one fault. */
export type Outcome =
  /** It ended with 0, as if nothing had been. */
  | { fate: 'survived'; detail?: string }
  /** It failed, said why, and left everything as it must be. */
  | { fate: 'failed cleanly'; detail?: string }
  | { fate: 'broken'; broken: readonly string[] }

/** One fault, once, in one run. */
export interface Trial {
  group: Group
  /** What is run, and what happens to it when; unique in its group, and the same for the same seed. */
  name: string
  run(): Promise<Outcome>
}

export interface TrialOptions {
  /** Decides on every choice that is left to chance. */
  seed: number
  /** A sample, for CI. */
  short: boolean
  /** Only trials with this in their name need to be made; the runner leaves the others out in any case. */
  only: string
}

/**
 * The trials of a group, one after the other: each is run, or passed over, before the next is asked for. Whatever the group
 * needs for all of them it sets up before the first, and takes down in a `finally`.
 */
export type Trials = (options: TrialOptions) => AsyncIterable<Trial>
