import { createServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { Fault, messageOf } from './fault'

/**
 * @param waitMs how long a port in use may take to become free: those who use it are known to be on their way out
 * @throws Fault when nothing could listen there now
 */
export async function requireFreePort(port: number, host: string, setting: string, waitMs = 0): Promise<void> {
  try {
    await tryPort(port, host)
  } catch (error) {
    if (waitMs > 0) {
      await sleep(100)
      return requireFreePort(port, host, setting, waitMs - 100)
    }
    const code = (error as NodeJS.ErrnoException).code
    if (code === 'EADDRINUSE')
      throw new Fault(`Port ${port} is already in use; stop the program that uses it, or set ${setting}.`)
    if (code === 'EACCES')
      throw new Fault(`Port ${port} may not be used by this user; set ${setting} to one above 1023.`)
    if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') throw new Fault(`HOST ${host} is no address of this machine.`)
    throw new Fault(`Port ${port} cannot be used: ${messageOf(error)}.`)
  }
}

/** A port nobody listens on now. `wanted` when it is free. */
export async function freePort(wanted = 0): Promise<number> {
  return tryPort(wanted, '127.0.0.1').catch(() => tryPort(0, '127.0.0.1'))
}

function tryPort(port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen({ port, host, exclusive: true }, () => {
      const { port: given } = server.address() as { port: number }
      server.close(() => resolve(given))
    })
  })
}
