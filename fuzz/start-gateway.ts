import { fork } from 'node:child_process'

/** The gateway that is fuzzed, as a process of its own. */
export interface FuzzedGateway {
  readonly port: number
  /** Why it has ended; null while it lives. */
  readonly death: string | null
  /** What its heap holds after a garbage collection, MiB. */
  heapMiB(): Promise<number>
  stop(): Promise<void>
}

export function startGatewayProcess(databaseUrl: string): Promise<FuzzedGateway> {
  const child = fork('fuzz/gateway-process.ts', {
    execArgv: ['--expose-gc', '--max-semi-space-size=64', '--import', 'tsx'],
    env: { ...process.env, DATABASE_URL: databaseUrl, NODE_ENV: 'production' },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  let death: string | null = null
  const ended = new Promise<void>((resolve) => {
    child.once('exit', (code, signal) => {
      death = `it ended with ${signal ?? code}`
      resolve()
    })
  })
  const heard = (field: string): Promise<number> =>
    new Promise((resolve, reject) => {
      const listen = (message: unknown) => {
        const value = (message as Record<string, unknown>)[field]
        if (typeof value !== 'number') return
        child.off('message', listen)
        resolve(value)
      }
      child.on('message', listen)
      ended.then(() => reject(new Error(death ?? '')))
    })
  return heard('port').then((port) => ({
    port,
    get death() {
      return death
    },
    async heapMiB() {
      if (!child.connected) throw new Error(death ?? 'it has hung up')
      const answer = heard('heapMiB')
      child.send('heap')
      return answer
    },
    async stop() {
      child.kill('SIGTERM')
      const tooLong = setTimeout(() => child.kill('SIGKILL'), 20_000)
      await ended
      clearTimeout(tooLong)
    },
  }))
}
