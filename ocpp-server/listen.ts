import type { Server } from 'node:http'

/**
 * Listens, and goes on listening: once it does, what fails (no file descriptor left for one more socket) fails for that socket and must
 * not end the process, which holds thousands of others.
 * @throws the listen error, e.g. EADDRINUSE
 */
export function listen(
  listener: Server,
  { port, host }: { readonly port: number; readonly host: string },
  onError: (error: unknown) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    listener.once('error', reject)
    listener.listen({ port, host, backlog: 4096 }, () => {
      listener.off('error', reject)
      listener.on('error', onError)
      resolve()
    })
  })
}
