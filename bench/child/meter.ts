/** Loaded before a program under measure: tells the process that started it, when asked, what it has used so far. */
process.on('message', () => {
  const { user, system } = process.cpuUsage();
  process.send?.({ cpuMs: (user + system) / 1000, rssBytes: process.memoryUsage.rss() });
});
// Nothing that a benchmark started outlives it.
process.on('disconnect', () => process.exit(1));
// Otherwise the program ends when it would end without this.
process.channel?.unref();
