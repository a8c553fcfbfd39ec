/** Aborts when the person, the system or npm wants this process to end. */
export function stopRequest(): AbortSignal {
  const controller = new AbortController();
  const stop = (reason: string) => controller.abort(new Error(reason));
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) { process.on(signal, stop); }

  // A npm that is killed passes no signal on: its script finds itself with another parent.
  if (process.env.npm_lifecycle_event) {
    const parent = process.ppid;
    setInterval(() => { if (process.ppid !== parent) { stop('npm ended'); } }, 500).unref();
  }
  // A terminal that is gone must not end the process before it has stopped what it started.
  process.stdout.on('error', () => {});
  process.stderr.on('error', () => {});
  return controller.signal;
}

/** Resolves when it is asked for. */
export function stopRequested(signal: AbortSignal): Promise<void> {
  return new Promise((done) => {
    const pulse = setInterval(() => {}, 60_000); // a signal's handler alone keeps no process up
    const finish = () => {
      clearInterval(pulse);
      done();
    };
    if (signal.aborted) { finish(); } else { signal.addEventListener('abort', finish, { once: true }); }
  });
}
