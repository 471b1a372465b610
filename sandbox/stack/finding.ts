/** What the search for a program needs to know of the machine. */
export type Finding = {
  readonly env: NodeJS.ProcessEnv;
  readonly cache: string;
  /** What is being done, for the one who waits. */
  progress(doing: string): void;
  readonly signal: AbortSignal;
};
