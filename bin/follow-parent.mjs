// Loaded with --import into processes that must not outlive the one that started them, even when that is killed.
const parent = process.ppid;
setInterval(() => {
  if (process.ppid === parent) return;
  process.kill(process.pid, "SIGTERM");
  setTimeout(() => process.exit(1), 15_000).unref();
}, 500).unref();
