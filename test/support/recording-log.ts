import type { Logger } from '../../src/adapter.js';

/** Keeps what was logged, so that a test can read it. */
export class RecordingLog implements Logger {
  readonly lines: { readonly level: 'info' | 'warn' | 'error'; readonly message: string; readonly fields: unknown }[] =
    [];
  info(message: string, fields?: Readonly<Record<string, unknown>>): void {
    this.lines.push({ level: 'info', message, fields });
  }
  warn(message: string, fields?: Readonly<Record<string, unknown>>): void {
    this.lines.push({ level: 'warn', message, fields });
  }
  error(message: string, fields?: Readonly<Record<string, unknown>>): void {
    this.lines.push({ level: 'error', message, fields });
  }
}
