/** Ends the command line with a sentence and a code: 1 where something is to be mended, 2 where the call was wrong. */
export class CommandLineError extends Error {
  readonly exitCode: 1 | 2;
  constructor(message: string, exitCode: 1 | 2 = 1) {
    super(message);
    this.exitCode = exitCode;
  }
}
