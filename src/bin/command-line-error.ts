/**
 * Ends the command line with a sentence and a code: 1 where something is to be mended, 2 where the call was
 * wrong, 78 (EX_CONFIG) where starting again is of no use before a setting is mended.
 */
export class CommandLineError extends Error {
  readonly exitCode: 1 | 2 | 78;
  constructor(message: string, exitCode: 1 | 2 | 78 = 1) {
    super(message);
    this.exitCode = exitCode;
  }
}
