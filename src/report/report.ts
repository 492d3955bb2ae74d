/** Running commentary, wherever it goes: a terminal, a log file, a workflow's log. */
export interface Report {
  info(text: string): void
  warning(text: string): void
  /**
   * Shows where a long step stands, until disposed of: one line rewritten on a terminal, a line every 10 s in a log.
   * `describe` is called for each line.
   */
  track(describe: () => string): Disposable
}
