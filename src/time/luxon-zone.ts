import { FixedOffsetZone, Zone } from 'luxon';
import { zoneNamed } from './zone-data.js';
import { cityOf } from './zone-names.js';

/** A zone for luxon that takes its offsets from our own data, not from the machine's. */
export class DataZone extends Zone {
  readonly #name: string;
  /** @param name IANA name, already validated; a RangeError where it is none. */
  constructor(name: string) {
    super();
    zoneNamed(name);
    this.#name = name;
  }
  override get type(): string {
    return 'zone-data';
  }
  override get name(): string {
    return this.#name;
  }
  override get isUniversal(): boolean {
    return false;
  }
  override get isValid(): boolean {
    return true;
  }
  /** Minutes ahead of UTC at `ms` milliseconds since the epoch. */
  override offset(ms: number): number {
    return zoneNamed(this.#name).stretchAt(Math.floor(ms / 1000)).offset / 60;
  }
  override offsetName(): string {
    return cityOf(this.#name);
  }
  override formatOffset(ms: number, format: 'narrow' | 'short' | 'techie'): string {
    return FixedOffsetZone.instance(this.offset(ms)).formatOffset(ms, format);
  }
  override equals(other: Zone): boolean {
    return other instanceof DataZone && other.name === this.#name;
  }
}
