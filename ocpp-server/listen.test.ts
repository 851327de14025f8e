import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test, vi } from 'vitest'
import { listen } from './listen'

const open: (() => void)[] = []
afterEach(() => {
  for (const close of open.splice(0)) close()
})
const host = '127.0.0.1'

async function aListener(port = 0) {
  const listener = createServer((_, response) => response.end('here'))
  const onError = vi.fn()
  await listen(listener, { port, host }, onError)
  open.push(() => listener.close())
  return { listener, onError, port: (listener.address() as AddressInfo).port }
}

test('a socket that cannot be taken ends neither the listener nor the process', async () => {
  const { listener, onError, port } = await aListener()
  const failure = Object.assign(new Error('accept EMFILE'), { code: 'EMFILE' })
  listener.emit('error', failure) // as Node does when accept fails
  expect(onError).toHaveBeenCalledWith(failure)
  expect(await (await fetch(`http://${host}:${port}`)).text()).toBe('here')
})

test('a port that is taken is told to who wanted it', async () => {
  const { port } = await aListener()
  await expect(aListener(port)).rejects.toMatchObject({ code: 'EADDRINUSE' })
})
