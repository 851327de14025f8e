// Loaded into every process of the house (node --import): whoever was started by a supervisor that is gone must go too,
// or the next start would find its port taken. Asked first, then made to. Only the supervisor's own children: theirs inherit
// the flag, and have channels of their own that must stay as they are.
if (process.channel && String(process.ppid) === process.env.LADDVAKT_SUPERVISOR) {
  process.on('disconnect', () => {
    process.kill(process.pid, 'SIGTERM')
    setTimeout(() => process.kill(process.pid, 'SIGKILL'), 5_000).unref()
  })
  process.channel.unref()
}
