/** The right to do one kind of work, for one process at a time. By the database's clock; a process that is gone has it until then. */
export interface Leases {
  /**
   * True: it is ours for so many seconds, or for so many more. False: another process has it.
   * @param seconds the same each time for the same name
   */
  lease(name: string, seconds: number): Promise<boolean>;
  /** Gives it back early; harmless where it is another's. */
  unlease(name: string): Promise<void>;
}
