// Loaded into every process of the house (node --import): whoever was started by a supervisor that is gone must go too,
// or the next start would find its port taken. Asked first, then made to.
if (process.channel) {
  process.on('disconnect', () => {
    process.kill(process.pid, 'SIGTERM')
    setTimeout(() => process.kill(process.pid, 'SIGKILL'), 5_000).unref()
  })
  process.channel.unref()
}
