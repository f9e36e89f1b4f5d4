export interface Turn {
  readonly ms: number;
  readonly cpuMs: number;
}

/** Tells of every turn of the event loop in which the process computed for longer than `ms`. */
export function watchTurns(ms: number, tell: (turn: Turn) => void): void {
  const lookEveryMs = 10;
  let last = performance.now();
  let lastCpu = process.cpuUsage();
  setInterval(() => {
    const now = performance.now();
    const cpu = process.cpuUsage(lastCpu);
    const cpuMs = (cpu.user + cpu.system) / 1000;
    const overdue = now - last - lookEveryMs;
    // On a busy machine a turn may last long although nothing was computed.
    if (overdue > ms && cpuMs > ms) tell({ ms: Math.round(overdue), cpuMs: Math.round(cpuMs) });
    last = now;
    lastCpu = process.cpuUsage();
  }, lookEveryMs).unref();
}
