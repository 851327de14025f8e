/** Runs once when a web process starts, before its first request. */
export async function register(): Promise<void> {
  // Next compiles this for every runtime it knows; only Node's has sockets and a database.
  if (process.env.NEXT_RUNTIME !== 'nodejs') return
  const { observeRequests } = await import('./app/metrics/observe-requests')
  observeRequests()
  // It reads the whole network once: before somebody waits for a page. Where that fails now, the first page tries again.
  const { liveHub } = await import('./lib/live/process-hub')
  void liveHub().catch(() => undefined)
}
